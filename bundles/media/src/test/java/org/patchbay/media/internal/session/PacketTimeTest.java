package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.CodecStandIn;
import org.patchbay.media.internal.Recording.Heard;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.port.RingPort;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.ToneFinder;

/** Packets of the length that a peer asks for (ptime, maxptime), in virtual time. */
class PacketTimeTest {
    private static final double LEVEL = -15;
    private static final MediaSessions.Listener DEAF = new MediaSessions.Listener() {};

    private final ToneFinder at8 = new ToneFinder(8000);
    private final VirtualHouse house = new VirtualHouse(new Pcmu(), new Pcma());
    private final VirtualPeer anna = new VirtualPeer(3000, new Pcmu(), 0, 700, LEVEL);
    private final VirtualPeer ben = new VirtualPeer(3010, new Pcmu(), 0, 1100, LEVEL);
    private final HubMix mix = house.mix("m", house.one);

    /** PCMU that does not say what it can. */
    private static CodecFactory plainPcmu() {
        return new CodecStandIn("PCMU", 8000, 8000).staticPayloadType(0);
    }

    private void join(VirtualPeer... peers) {
        for (VirtualPeer peer : peers) {
            house.done(mix.join(house.session(peer, DEAF)));
        }
    }

    private void talk() {
        anna.talk(true);
        ben.talk(true);
        house.run(500);
        anna.heard().clear();
        ben.heard().clear();
    }

    private boolean relaying() {
        return house.done(mix.snapshot()).relaying();
    }

    private static int ms(Heard packet) {
        return packet.payload().length / 8;
    }

    /** Every packet begins where the one before ended, and the tone is whole. */
    private void assertWhole(VirtualPeer peer, double frequencyHz) {
        List<Heard> all = peer.heard().packets();
        for (int i = 1; i < all.size(); i++) {
            Heard was = all.get(i - 1);
            Heard is = all.get(i);
            assertEquals(was.sequence() + 1 & 0xFFFF, is.sequence(), "sequence at " + i);
            assertEquals(8 * ms(was), (int) (is.timestamp() - was.timestamp()), "time at " + i);
        }
        float[] heard = peer.heard().timeline(0);
        assertTrue(heard.length > 8000, heard.length + " samples");
        assertEquals(0, at8.longestGapMs(heard, frequencyHz, LEVEL));
        assertEquals(LEVEL, at8.levelDb(heard, frequencyHz), 0.5);
    }

    private static void assertPackets(VirtualPeer peer, int expectedMs) {
        for (Heard packet : peer.heard().packets()) {
            assertEquals(expectedMs, ms(packet));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void thePeerGetsWhatItAsksFor(int ptimeMs) {
        anna.packets(20, ptimeMs);
        ben.speak(new Pcma(), 8);
        join(anna, ben);
        talk();
        house.run(3000);
        assertFalse(relaying());
        assertPackets(anna, ptimeMs);
        assertEquals(3000 / ptimeMs, anna.heard().size(), 2);
        assertWhole(anna, 1100);
        assertTrue(at8.sinadDb(anna.heard().timeline(0), 0, 16_000, 1100) > 30);
    }

    @ParameterizedTest
    @CsvSource({
        "a=ptime:60~a=maxptime:30, 30",
        "a=ptime:60~a=maxptime:25, 20",
        "a=maxptime:10, 10",
        "a=ptime:50, 40",
        "a=ptime:1, 10",
        "a=ptime:5000, 60",
        "a=ptime:-20, 20",
        "a=ptime:99999999999, 20",
        "a=sendrecv, 20"
    })
    void lengthsAreBounded(String wish, int expectedMs) {
        RtpSession a = house.silent(anna, DEAF);
        String offer = anna.offer(Direction.SENDRECV).print().replace("a=ptime:20\r\n", "");
        String asked = offer + wish.replace("~", "\r\n") + "\r\n";
        house.done(a.propose(SessionDescription.parse(asked)));
        house.done(a.commit());
        house.run(1000);
        assertPackets(anna, expectedMs);
        assertEquals(1000 / expectedMs, anna.heard().size(), 2);
    }

    /** A codec that says nothing of packet times makes frames of 10 and 20 ms. */
    @ParameterizedTest
    @CsvSource({"60, 20", "30, 20", "20, 20", "10, 10"})
    void aCodecMakesWhatItCan(int askedMs, int expectedMs) {
        VirtualHouse plain = new VirtualHouse(plainPcmu());
        anna.packets(20, askedMs);
        plain.session(anna, DEAF);
        plain.run(500);
        assertEquals(500 / expectedMs, anna.heard().size(), 2);
        assertPackets(anna, expectedMs);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60, 80, 120})
    void packetsOfAnyLengthAreHeardWhole(int sentMs) {
        VirtualPeer carl = new VirtualPeer(3020, new Pcma(), 8, 1300, LEVEL);
        anna.packets(sentMs, 20);
        join(anna, carl);
        anna.talk(true);
        house.run(1000);
        carl.heard().clear();
        house.run(3000);
        float[] heard = carl.heard().timeline(8);
        assertEquals(24_000, heard.length, 320);
        assertEquals(0, at8.longestGapMs(heard, 700, LEVEL));
        assertEquals(LEVEL, at8.levelDb(heard, 700), 0.5);
        assertTrue(at8.sinadDb(heard, 0, 20_000, 700) > 30);
    }

    @Test
    void peersThatSendWhatTheOtherAsksForAreRelayed() {
        anna.packets(40, 40);
        ben.packets(40, 40);
        join(anna, ben);
        talk();
        house.run(2000);
        assertTrue(relaying());
        assertPackets(anna, 40);
        assertWhole(anna, 1100);
        assertWhole(ben, 700);
    }

    @Test
    void whoAsksForAnotherLengthIsNotRelayedTo() {
        ben.packets(20, 40);
        join(anna, ben);
        talk();
        house.run(2000);
        assertFalse(relaying());
        assertPackets(ben, 40);
        assertPackets(anna, 20);
        assertWhole(anna, 1100);
        assertWhole(ben, 700);
    }

    @Test
    void noPacketIsRelayedThatIsLongerThanAskedFor() {
        join(anna, ben);
        assertTrue(relaying());
        anna.packets(60, 20);
        anna.talk(true);
        house.run(500);
        assertPackets(ben, 20);
        ben.heard().clear();
        house.run(2000);
        assertFalse(relaying());
        assertPackets(ben, 20);
        assertWhole(ben, 700);
        // And again when she has gone back to what ben wants.
        anna.packets(20, 20);
        house.run(6000);
        assertTrue(relaying());
        assertPackets(ben, 20);
        assertWhole(ben, 700);
    }

    @Test
    void whoChangesWithEveryPacketStaysInTheMix() {
        join(anna, ben);
        talk();
        int changes = 0;
        boolean relayed = relaying();
        for (int i = 0; i < 100; i++) {
            anna.packets(i % 2 == 0 ? 60 : 20, 20);
            house.run(40);
            changes += relayed == relaying() ? 0 : 1;
            relayed = relaying();
        }
        assertFalse(relayed);
        assertEquals(1, changes);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 40, 60})
    void relayAndMixAndBackAreNotHeard(int ptimeMs) {
        anna.packets(ptimeMs, ptimeMs);
        ben.packets(ptimeMs, ptimeMs);
        join(anna, ben);
        talk();
        assertTrue(relaying());
        for (int round = 0; round < 10; round++) {
            RingPort port = new RingPort("p" + round, house.two, () -> {});
            house.run(300 + round);
            house.done(mix.join(port));
            assertFalse(relaying());
            house.run(300 + 3 * round);
            house.done(mix.leave(port));
            assertTrue(relaying());
        }
        house.run(500);
        for (VirtualPeer peer : List.of(anna, ben)) {
            List<Heard> all = peer.heard().packets();
            for (int i = 1; i < all.size(); i++) {
                assertEquals(all.get(i - 1).sequence() + 1 & 0xFFFF, all.get(i).sequence());
                long step = (int) (all.get(i).timestamp() - all.get(i - 1).timestamp());
                assertEquals(8 * ms(all.get(i - 1)), step, 8 * 20, "at " + i);
            }
        }
        assertTrue(at8.longestGapMs(anna.heard().timeline(0), 1100, LEVEL) <= 20);
        assertTrue(at8.longestGapMs(ben.heard().timeline(0), 700, LEVEL) <= 20);
    }
}
