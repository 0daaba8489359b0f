package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.srtp.Keys;
import org.patchbay.sdp.AgreedAudio;
import org.patchbay.sdp.AgreedCrypto;
import org.patchbay.sdp.CryptoSuite;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.LocalCrypto;
import org.patchbay.sdp.NoCommonFormatException;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.ToneFinder;

/** Protected legs and plain ones in one call, relayed and mixed. In virtual time. */
class SrtpSessionTest {
    private static final double LEVEL = -15;
    private static final MediaSessions.Listener DEAF = new MediaSessions.Listener() {};
    private static final MediaKeying PREFERRED = new MediaKeying.Sdes(false);
    private static final MediaKeying REQUIRED = new MediaKeying.Sdes(true);
    private static final CryptoSuite SUITE = CryptoSuite.AES_CM_128_HMAC_SHA1_80;

    private final ToneFinder at8 = new ToneFinder(8000);
    private final VirtualHouse house = new VirtualHouse(new Pcmu(), new Pcma());
    private final VirtualPeer anna = new VirtualPeer(3000, new Pcmu(), 0, 700, LEVEL);
    private final VirtualPeer ben = new VirtualPeer(3010, new Pcmu(), 0, 1100, LEVEL);
    private final VirtualPeer carla = new VirtualPeer(3020, new Pcma(), 8, 1700, LEVEL);

    private RtpSession secured(VirtualPeer peer, CryptoSuite suite, int seed) {
        peer.secured().wants(Keys.local(suite, seed, true));
        RtpSession session = house.silent(peer, DEAF, REQUIRED);
        house.agree(session, peer, Direction.SENDRECV);
        return session;
    }

    private void call(RtpSession a, RtpSession b, boolean relayed) {
        HubMix mix = house.mix("m", house.one);
        house.done(mix.join(a));
        house.done(mix.join(b));
        assertEquals(relayed, house.done(mix.snapshot()).relaying());
    }

    private void assertHears(VirtualPeer peer, double frequencyHz) {
        float[] heard = peer.heard().lately(peer.payloadType(), 1000);
        assertEquals(LEVEL, at8.levelDb(heard, frequencyHz), 1);
        assertEquals(0, at8.longestGapMs(heard, frequencyHz, LEVEL));
        assertEquals(0, peer.notGenuine());
    }

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void relaysBetweenTwoProtectedLegs(CryptoSuite suite) {
        RtpSession a = secured(anna, suite, 1);
        RtpSession b = secured(ben, SUITE, 2);
        call(a, b, true);
        anna.talk(true);
        ben.talk(true);
        house.run(3000); // the peer's sequence wraps meanwhile
        assertHears(anna, 1100);
        assertHears(ben, 700);
        assertEquals(suite.name(), a.snapshot().srtp());
        assertEquals(0, a.snapshot().srtpRefused() + b.snapshot().srtpRefused());
    }

    @Test
    void relaysBetweenAProtectedLegAndAPlainOne() {
        RtpSession a = secured(anna, SUITE, 1);
        RtpSession b = house.session(ben, DEAF);
        call(a, b, true);
        anna.talk(true);
        ben.talk(true);
        house.run(3000);
        assertHears(anna, 1100);
        assertHears(ben, 700);
        assertEquals("", b.snapshot().srtp());
    }

    @Test
    void mixesProtectedLegsAndAPlainOne() {
        RtpSession a = secured(anna, CryptoSuite.AEAD_AES_256_GCM, 1);
        RtpSession c = secured(carla, SUITE, 2);
        RtpSession b = house.session(ben, DEAF);
        HubMix mix = house.mix("m", house.one);
        house.done(mix.join(a));
        house.done(mix.join(b));
        house.done(mix.join(c));
        anna.talk(true);
        ben.talk(true);
        carla.talk(true);
        house.run(3000);
        assertHears(anna, 1100);
        assertHears(anna, 1700);
        assertHears(ben, 700);
        assertHears(ben, 1700);
        assertHears(carla, 700);
        assertHears(carla, 1100);
    }

    @Test
    void reportsAreProtectedToo() {
        RtpSession a = secured(anna, SUITE, 1);
        call(a, secured(ben, SUITE, 2), true);
        anna.talk(true);
        house.run(12_000);
        assertTrue(ben.control().size() > 1);
        assertEquals((byte) 200, ben.control().get(0)[1], "a sender report that can be read");
        assertEquals(0, ben.notGenuine());
        a.close();
        house.run(100);
        assertEquals(0, anna.notGenuine());
    }

    @Test
    void whatIsNotGenuineIsCountedAndNotHeard() {
        RtpSession a = secured(anna, SUITE, 1);
        RtpSession b = house.session(ben, DEAF);
        call(a, b, true);
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            byte[] forged = new byte[182];
            random.nextBytes(forged);
            forged[0] = (byte) 0x80;
            forged[1] = 0;
            anna.arrive(forged, anna.there(), false, house.now());
            house.run(20);
        }
        house.run(1000);
        assertEquals(100, a.snapshot().srtpRefused());
        assertEquals(0, a.snapshot().packetsReceived());
        assertEquals(0, ben.heard().size());
    }

    @Test
    void aRequiredLegTakesNoPlainOffer() {
        RtpSession a = house.silent(anna, DEAF, REQUIRED);
        SessionDescription offer = anna.offer(Direction.SENDRECV);
        assertThrows(NoCommonFormatException.class, () -> house.done(a.propose(offer)));
    }

    @Test
    void aPlainLegTakesNoSecureOffer() {
        anna.secured().wants(Keys.local(SUITE, 1, true));
        RtpSession a = house.silent(anna, DEAF, MediaKeying.NONE);
        SessionDescription offer = anna.offer(Direction.SENDRECV);
        assertThrows(NoCommonFormatException.class, () -> house.done(a.propose(offer)));
    }

    private AgreedAudio called(RtpSession session, VirtualPeer peer) {
        SessionDescription offer = house.done(session.offer());
        OfferAnswer.Answer answer =
                OfferAnswer.answer(offer, peer.local(Direction.SENDRECV, VirtualHouse.EVENTS));
        house.done(session.accept(answer.description()));
        peer.secured().agreed(answer.agreed().crypto());
        return answer.agreed();
    }

    /** RFC 4568 §7.1.4: a re-INVITE that changes no key changes nothing in the stream either. */
    @Test
    void keysStayOverReInvitesOfBothSides() {
        RtpSession a = house.silent(anna, DEAF, PREFERRED);
        anna.secured().wants(Keys.local(SUITE, 1, false));
        AgreedCrypto first = called(a, anna).crypto().orElseThrow();
        RtpSession b = house.session(ben, DEAF, VirtualHouse.EVENTS);
        call(a, b, true);
        anna.talk(true);
        ben.talk(true);
        house.run(2000);
        assertEquals(first.remote(), called(a, anna).crypto().orElseThrow().remote());
        house.run(500);
        house.agree(a, anna, Direction.SENDRECV);
        assertEquals(first.remote(), anna.secured().inForce().orElseThrow().remote());
        house.run(2000);
        assertHears(anna, 1100);
        assertHears(ben, 700);
        assertEquals(0, a.snapshot().srtpRefused());
    }

    /** Also the packets that were on their way are heard. */
    @Test
    void thePeerMayChangeItsKey() {
        RtpSession a = secured(anna, SUITE, 1);
        call(a, house.session(ben, DEAF), true);
        anna.talk(true);
        house.run(2000);
        anna.secured().wants(Keys.local(SUITE, 9, true));
        SessionDescription answer = house.done(a.propose(anna.offer(Direction.SENDRECV)));
        house.done(a.commit());
        house.run(200);
        anna.secured().agreed(OfferAnswer.agree(anna.local(Direction.SENDRECV), answer).crypto());
        house.run(2000);
        assertHears(ben, 700);
        assertEquals(0, a.snapshot().srtpRefused());
    }

    @Test
    void anOfferThatWasTakenBackLeavesTheKeys() {
        RtpSession a = secured(anna, SUITE, 1);
        call(a, house.session(ben, DEAF), true);
        anna.talk(true);
        ben.talk(true);
        house.run(2000);
        LocalCrypto before = anna.secured().wanted();
        anna.secured().wants(Keys.local(CryptoSuite.AEAD_AES_128_GCM, 9, true));
        house.done(a.propose(anna.offer(Direction.SENDRECV)));
        house.done(a.rollback());
        anna.secured().wants(before);
        house.run(2000);
        assertHears(ben, 700);
        assertHears(anna, 1100);
    }

    @Test
    void aPreferredOfferIsAnsweredByWhoKnowsNoSrtp() {
        RtpSession a = house.silent(anna, DEAF, PREFERRED);
        assertTrue(called(a, anna).crypto().isEmpty());
        call(a, house.session(ben, DEAF, VirtualHouse.EVENTS), true);
        anna.talk(true);
        ben.talk(true);
        house.run(2000);
        assertHears(anna, 1100);
        assertEquals("", a.snapshot().srtp());
        SessionDescription again = house.done(a.offer());
        assertFalse(again.print().contains("crypto"), "what is in force");
    }

    /** Never one key for two streams: who is passed over is forgotten. */
    @Test
    void eachSessionHasKeysOfItsOwn() {
        RtpSession a = house.silent(anna, DEAF, PREFERRED);
        RtpSession b = house.silent(ben, DEAF, PREFERRED);
        anna.secured().wants(Keys.local(SUITE, 1, false));
        ben.secured().wants(Keys.local(SUITE, 1, false));
        assertNotEquals(
                called(a, anna).crypto().orElseThrow().remote(),
                called(b, ben).crypto().orElseThrow().remote());
    }
}
