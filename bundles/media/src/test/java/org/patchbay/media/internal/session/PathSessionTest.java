package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.DtmfForm;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.sdp.NoCommonFormatException;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.ToneFinder;

/** Sessions over a path that others own and protect. In virtual time. */
class PathSessionTest {
    private static final double LEVEL = -15;
    private static final MediaSessions.Listener DEAF = new MediaSessions.Listener() {};
    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

    private final ToneFinder at8 = new ToneFinder(8000);
    private final VirtualHouse house = new VirtualHouse(new Pcmu(), new Pcma());
    private final PathPeer browser = new PathPeer(new Pcmu(), 0, 700, LEVEL);
    private final VirtualPeer phone = new VirtualPeer(3010, new Pcmu(), 0, 1100, LEVEL);
    private final VirtualPeer other = new VirtualPeer(3020, new Pcma(), 8, 1100, LEVEL);

    private RtpSession agreed() {
        RtpSession session = house.over(browser);
        house.done(session.propose(browser.offer()));
        house.done(session.commit());
        return session;
    }

    private HubMix call(RtpSession a, RtpSession b, MediaLoop loop) {
        HubMix mix = house.mix("m", loop);
        house.done(mix.join(a));
        house.done(mix.join(b));
        return mix;
    }

    private void assertBothHear() {
        float[] there = browser.heard().lately(0, 1000);
        assertEquals(LEVEL, at8.levelDb(there, 1100), 1);
        assertEquals(0, at8.longestGapMs(there, 1100, LEVEL));
        float[] here = phone.heard().lately(0, 1000);
        assertEquals(LEVEL, at8.levelDb(here, 700), 1);
        assertEquals(0, at8.longestGapMs(here, 700, LEVEL));
    }

    @Test
    void relaysBothWays() {
        RtpSession session = agreed();
        assertTrue(
                house.done(call(session, house.session(phone, DEAF), house.one).snapshot())
                        .relaying());
        browser.keyed(SUITE);
        browser.talk(true);
        phone.talk(true);
        house.run(3000);
        assertBothHear();
        assertEquals(SUITE, session.snapshot().srtp());
        assertEquals(0, session.snapshot().srtpRefused() + session.snapshot().strangers());
        assertEquals(0, browser.unheard());
    }

    /** Relayed packets are looked into now and then only; what they say is of now. */
    @Test
    void theLevelOfARelayedVoiceFallsWhenItStops() {
        RtpSession session = agreed();
        RtpSession other = house.session(phone, DEAF);
        call(session, other, house.one);
        browser.keyed(SUITE);
        browser.talk(true);
        phone.talk(true);
        house.run(2000);
        assertEquals(LEVEL, session.snapshot().levelInDb(), 1);
        assertEquals(LEVEL, other.snapshot().levelInDb(), 1);
        browser.hush();
        phone.talk(false);
        house.run(1100);
        assertTrue(session.snapshot().levelInDb() < -60, "" + session.snapshot().levelInDb());
        assertTrue(other.snapshot().levelInDb() < -60, "" + other.snapshot().levelInDb());
    }

    @Test
    void mixesOnAnotherLoop() {
        RtpSession session = agreed();
        call(session, house.session(other, DEAF), house.two);
        browser.keyed(SUITE);
        browser.talk(true);
        other.talk(true);
        house.run(3000);
        float[] there = browser.heard().lately(0, 1000);
        assertEquals(LEVEL, at8.levelDb(there, 1100), 1);
        assertEquals(LEVEL, at8.levelDb(other.heard().lately(8, 1000), 700), 1);
    }

    @Test
    void whatThePathHasItsKeysForIsShown() {
        RtpSession session = agreed();
        call(session, house.session(phone, DEAF), house.one);
        browser.talk(true);
        phone.talk(true);
        house.run(1000);
        assertEquals("", session.snapshot().srtp());
        browser.keyed(SUITE);
        house.run(3000);
        assertBothHear();
        browser.keyed("AEAD_AES_128_GCM");
        browser.forged();
        house.run(1000);
        assertEquals("AEAD_AES_128_GCM", session.snapshot().srtp());
        assertEquals(1, session.snapshot().srtpRefused());
    }

    @Test
    void aFloodIsBoundedAndLost() {
        agreed();
        browser.keyed(SUITE);
        byte[] packet = new byte[300];
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            taken += browser.inlet().packet(packet, 0, packet.length) ? 1 : 0;
        }
        assertEquals(64, taken);
        house.run(10);
        assertTrue(browser.inlet().packet(packet, 0, packet.length), "there is room again");
    }

    @Test
    void packetsThatAreNoAudioAreNotTaken() {
        agreed();
        assertFalse(browser.inlet().packet(new byte[3000], 0, 3000));
        assertFalse(browser.inlet().packet(new byte[3000], 0, 0));
        assertTrue(browser.inlet().packet(new byte[3000], 0, 2048));
    }

    @Test
    void thePeerIsShownWhereItIs() {
        RtpSession session = agreed();
        house.run(1000);
        assertEquals("127.0.0.1:5000", session.snapshot().local());
        assertEquals("127.0.0.2:6000", session.snapshot().remote());
        browser.moved(new InetSocketAddress("127.0.0.3", 7000));
        house.run(1000);
        assertEquals("127.0.0.3:7000", session.snapshot().remote());
    }

    @Test
    void theEndIsToldOnce() {
        RtpSession session = agreed();
        session.close();
        session.close();
        house.run(100);
        assertEquals(1, browser.closed());
        browser.inlet().packet(new byte[100], 0, 100);
        house.run(100);
    }

    @Test
    void anOfferWithoutDtlsIsRefused() {
        RtpSession session = house.over(browser);
        SessionDescription plain =
                SessionDescription.parse(
                        browser.offer().print().replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"));
        assertThrows(NoCommonFormatException.class, () -> house.done(session.propose(plain)));
    }

    @Test
    void ourAnswerLeavesTheAddressToIce() {
        RtpSession session = house.over(browser);
        String answer = house.done(session.propose(browser.offer())).print();
        assertTrue(answer.contains("m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n"), answer);
        assertTrue(answer.contains("c=IN IP4 0.0.0.0\r\n"), answer);
    }

    @Test
    void aPathAndKeysByDtlsBelongTogether() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new MediaSessions.Request("s", "", "", List.of(), MediaKeying.DTLS));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new MediaSessions.Request(
                                "s",
                                "",
                                "",
                                List.of(),
                                MediaKeying.NONE,
                                DtmfForm.AUTO,
                                Optional.of(browser)));
    }
}
