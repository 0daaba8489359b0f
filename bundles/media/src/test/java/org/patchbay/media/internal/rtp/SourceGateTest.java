package org.patchbay.media.internal.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SourceGateTest {
    private static final InetSocketAddress SAID = new InetSocketAddress("127.0.0.2", 4000);
    private static final InetSocketAddress NAT = new InetSocketAddress("127.0.0.3", 4000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("127.0.0.9", 4000);

    private final SourceGate gate = new SourceGate();
    private final RtpPacket packet = new RtpPacket();
    private int sequence;

    private boolean from(InetSocketAddress address, int number, int ssrc) {
        byte[] bytes = new byte[12];
        RtpPacket.writeHeader(bytes, 0, false, number, 0, ssrc);
        packet.read(bytes, 12);
        return gate.admits(address, packet);
    }

    private boolean from(InetSocketAddress address) {
        return from(address, sequence++, 1);
    }

    @Test
    void nobodyIsAdmittedBeforeSomethingIsAgreed() {
        assertFalse(from(STRANGER));
        assertFalse(from(STRANGER));
        assertNull(gate.target());
        assertEquals(2, gate.strangers());
    }

    @Test
    void theAgreedAddressIsBelievedAtOnceAndAlone() {
        gate.agreed(SAID);
        assertEquals(SAID, gate.target());
        assertTrue(from(SAID));
        for (int i = 0; i < 100; i++) {
            assertFalse(from(STRANGER));
        }
        assertTrue(from(SAID));
        assertEquals(100, gate.strangers());
    }

    @Test
    void aPhoneBehindNatIsBelievedAfterPacketsInSequence() {
        gate.agreed(SAID);
        assertFalse(from(NAT, 7, 1));
        assertFalse(from(NAT, 9, 1), "not in sequence");
        assertFalse(from(NAT, 10, 2), "another source");
        assertTrue(from(NAT, 11, 2));
        assertEquals(NAT, gate.target());
        assertTrue(gate.behindNat());
        assertFalse(from(STRANGER));
        assertFalse(from(STRANGER));
        assertFalse(from(STRANGER));
        assertTrue(from(NAT, 12, 2));
    }

    @Test
    void twoStrangersInTurnConfirmEachOtherNot() {
        gate.agreed(SAID);
        for (int i = 0; i < 50; i++) {
            assertFalse(from(i % 2 == 0 ? NAT : STRANGER, i, 1));
        }
    }

    @Test
    void theAgreedAddressTakesOverAndKeepsIt() {
        gate.agreed(SAID);
        from(STRANGER);
        assertTrue(from(STRANGER), "nothing came from the agreed one so far");
        assertTrue(from(SAID));
        assertEquals(SAID, gate.target());
        assertFalse(from(STRANGER));
        assertFalse(from(STRANGER));
        assertFalse(from(STRANGER));
    }

    @Test
    void theSameDescriptionAgainForgetsNothing() {
        gate.agreed(SAID);
        from(NAT);
        from(NAT);
        gate.agreed(new InetSocketAddress("127.0.0.2", 4000));
        assertEquals(NAT, gate.target());
        gate.agreed(STRANGER);
        assertEquals(STRANGER, gate.target());
        assertFalse(from(NAT));
    }

    @Test
    void controlIsTakenFromTheHostsOfTheMedia() {
        gate.agreed(SAID);
        assertTrue(gate.admitsControl(new InetSocketAddress("127.0.0.2", 999)));
        assertFalse(gate.admitsControl(new InetSocketAddress("127.0.0.3", 4001)));
        from(NAT);
        from(NAT);
        assertTrue(gate.admitsControl(new InetSocketAddress("127.0.0.3", 4001)));
        assertFalse(gate.admitsControl(STRANGER));
    }
}
