package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.media.internal.session.VirtualHouse.EVENTS;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.DtmfForm;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.Recording;
import org.patchbay.media.internal.dtmf.DtmfSender;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.ToneFinder;

/** A session with its peer, in virtual time. */
class SessionTest {
    private static final double LEVEL = -15;

    private final ToneFinder at8 = new ToneFinder(8000);
    private final VirtualHouse house = new VirtualHouse(new Pcmu(), new Pcma());
    private final VirtualPeer anna = new VirtualPeer(3000, new Pcmu(), 0, 700, LEVEL);
    private final VirtualPeer ben = new VirtualPeer(3010, new Pcmu(), 0, 1100, LEVEL);
    private final List<String> annaSaid = new ArrayList<>();
    private final List<Integer> annaSilent = new ArrayList<>();
    private final List<Integer> annaSilentHeld = new ArrayList<>();
    private final MediaSessions.Listener deaf = new MediaSessions.Listener() {};
    private final MediaSessions.Listener listener =
            new MediaSessions.Listener() {
                @Override
                public void digit(char key, int durationMs) {
                    annaSaid.add(key + ":" + durationMs);
                }

                @Override
                public void silent(int durationMs, boolean shouldSend) {
                    (shouldSend ? annaSilent : annaSilentHeld).add(durationMs);
                }
            };

    private HubMix together(RtpSession... sessions) {
        HubMix mix = house.mix("m", house.one);
        for (RtpSession s : sessions) {
            house.done(mix.join(s));
        }
        return mix;
    }

    private void press(VirtualPeer peer, int payloadType, char key, int durationMs) {
        DtmfSender sender = new DtmfSender(8000);
        sender.press(key, durationMs);
        byte[] payload = new byte[4];
        while (sender.active()) {
            sender.next(peer.timestamp(), payload, 0);
            peer.send(
                    payloadType,
                    sender.marker(),
                    sender.rtpTimestamp(),
                    payload.clone(),
                    house.now());
            house.run(20);
        }
    }

    @Test
    void whatWasAgreedIsSaidBeforeTheLoopHasItInForce() {
        RtpSession session = house.silent(anna, deaf);
        assertEquals("", session.snapshot().codec());
        session.propose(anna.offer(Direction.SENDRECV));
        assertTrue(session.commit().toCompletableFuture().isDone());
        assertEquals("PCMU/8000", session.snapshot().codec());
        house.run(20);
        assertEquals("PCMU/8000", session.snapshot().codec());
        session.close();
    }

    @Test
    void strangersAreNeitherHeardNorRelayed() {
        RtpSession a = house.session(anna, deaf);
        RtpSession b = house.session(ben, deaf);
        together(a, b);
        anna.talk(true);
        house.run(200);
        ben.heard().clear();
        byte[] loud = new byte[172];
        java.util.Arrays.fill(loud, (byte) 0);
        InetSocketAddress stranger = new InetSocketAddress("127.0.0.66", 3000);
        for (int i = 0; i < 50; i++) {
            RtpPacket.writeHeader(loud, 0, false, i, i * 160L, 666);
            anna.arrive(loud, stranger, false, house.now());
            house.run(20);
        }
        assertEquals(50, ben.heard().size());
        assertTrue(at8.sinadDb(ben.heard().timeline(0), 0, 7800, 700) > 30);
        house.run(600);
        assertEquals(50, a.snapshot().strangers());
        assertEquals(ben.there(), ben.sentTo());
    }

    @Test
    void whicheverAgreedCodingComesIsPlayed() {
        AudioFormat pcma = AudioFormat.of(8, "PCMA", 8000);
        RtpSession a = house.session(anna, deaf, pcma);
        RtpSession b = house.session(ben, deaf);
        HubMix mix = together(a, b);
        anna.talk(true);
        ben.talk(true);
        house.run(500);
        assertTrue(house.done(mix.snapshot()).relaying());
        anna.speak(new Pcma(), 8);
        house.run(1000);
        assertFalse(house.done(mix.snapshot()).relaying(), "ben did not agree to PCMA");
        assertEquals(LEVEL, at8.levelDb(ben.heard().lately(0, 500), 700), 1);
        assertEquals(0, ben.heard().ofType(8).size());
        anna.speak(new Pcmu(), 0);
        house.run(500);
        assertTrue(house.done(mix.snapshot()).relaying());
        assertEquals(LEVEL, at8.levelDb(ben.heard().lately(0, 400), 700), 1);
        assertEquals(LEVEL, at8.levelDb(anna.heard().lately(0, 400), 1100), 1);
    }

    @Test
    void holdIsRespected() {
        RtpSession a = house.session(anna, deaf);
        RtpSession b = house.session(ben, deaf);
        together(a, b);
        anna.talk(true);
        ben.talk(true);
        house.run(500);
        // Anna holds: she sends music, and wants to hear nothing.
        house.agree(a, anna, Direction.SENDONLY);
        house.run(200);
        anna.heard().clear();
        house.run(600);
        assertEquals(0, anna.heard().size());
        assertEquals(LEVEL, at8.levelDb(ben.heard().lately(0, 400), 700), 1);
        assertEquals(Direction.RECVONLY, a.snapshot().direction());
        assertTrue(a.snapshot().held());
        house.agree(a, anna, Direction.SENDRECV);
        house.run(600);
        assertEquals(LEVEL, at8.levelDb(anna.heard().lately(0, 400), 1100), 1);
        assertTrue(anna.heard().packets().get(0).marker(), "a new talkspurt");
        // We hold her: she may send, but nobody hears it.
        house.done(a.hold(true));
        SessionDescription offer = house.done(a.offer());
        SessionDescription answer =
                OfferAnswer.answer(offer, anna.local(Direction.SENDRECV)).description();
        house.done(a.accept(answer));
        house.run(600);
        assertTrue(at8.levelDb(ben.heard().lately(0, 300), 700) < -60);
        assertEquals(Direction.SENDONLY, a.snapshot().direction());
    }

    @Test
    void theOldHoldWithoutAnAddress() {
        RtpSession a = house.session(anna, deaf);
        house.run(100);
        String held =
                anna.offer(Direction.SENDRECV)
                        .print()
                        .replace("c=IN IP4 127.0.0.2", "c=IN IP4 0.0.0.0");
        house.done(a.propose(SessionDescription.parse(held)));
        house.done(a.commit());
        house.run(100);
        anna.heard().clear();
        house.run(1000);
        assertEquals(0, anna.heard().size());
        assertTrue(a.snapshot().held());
    }

    @Test
    void aKeyIsToldOnceAndRelayedPacketByPacket() {
        RtpSession a = house.session(anna, listener, EVENTS);
        RtpSession b = house.session(ben, deaf, EVENTS.withPayloadType(110));
        HubMix mix = together(a, b);
        anna.talk(true);
        house.run(400);
        assertTrue(house.done(mix.snapshot()).relaying());
        press(anna, 101, '5', 100);
        house.run(300);
        assertEquals(List.of("5:100"), annaSaid);
        List<Recording.Heard> events = ben.heard().ofType(110);
        assertEquals(5 + 2, events.size(), "as many as were sent, with ben's payload type");
        assertEquals(1, events.stream().map(Recording.Heard::timestamp).distinct().count());
    }

    @Test
    void aKeyIsMadeAnewForAPeerInTheMix() {
        ben.speak(new Pcma(), 8);
        RtpSession a = house.session(anna, listener, EVENTS);
        RtpSession b = house.session(ben, deaf, EVENTS.withPayloadType(110));
        HubMix mix = together(a, b);
        anna.talk(true);
        house.run(400);
        assertFalse(house.done(mix.snapshot()).relaying());
        press(anna, 101, '#', 160);
        house.run(600);
        assertEquals(List.of("#:160"), annaSaid);
        List<Recording.Heard> events = ben.heard().ofType(110);
        assertEquals(8 + 2, events.size());
        assertTrue(events.get(0).marker());
        assertEquals(0x80, events.get(9).payload()[1] & 0x80, "the end");
        assertEquals(1, events.stream().map(Recording.Heard::timestamp).distinct().count());
    }

    @Test
    void keysAreSentInTheirOrder() {
        RtpSession a = house.session(anna, deaf, EVENTS);
        a.sendDigit('1', 100);
        a.sendDigit('2', 100);
        house.done(a.sendDigit('3', 100));
        house.run(1500);
        StringBuilder keys = new StringBuilder();
        long last = -1;
        for (Recording.Heard h : anna.heard().ofType(101)) {
            if (h.timestamp() != last) {
                keys.append(h.payload()[0]);
                last = h.timestamp();
            }
        }
        assertEquals("123", keys.toString());
        assertThrows(IllegalStateException.class, () -> house.done(a.sendDigit('x', 100)));
        RtpSession b = house.keys(DtmfForm.RFC4733).session(ben, deaf);
        assertThrows(IllegalStateException.class, () -> house.done(b.sendDigit('1', 100)));
    }

    @Test
    void silenceIsToldAfterTenSecondsAndThenEveryTen() {
        RtpSession a = house.session(anna, listener);
        anna.talk(true);
        house.run(12_000);
        assertEquals(List.of(), annaSilent);
        anna.talk(false);
        house.run(9_900);
        assertEquals(List.of(), annaSilent);
        house.run(300);
        assertEquals(1, annaSilent.size());
        assertEquals(10_000, annaSilent.get(0), 200);
        house.run(10_000);
        assertEquals(2, annaSilent.size());
        house.agree(a, anna, Direction.RECVONLY);
        house.run(30_000);
        assertEquals(2, annaSilent.size(), "it need not send");
        assertEquals(2, annaSilentHeld.size(), "and that is told as such");
        assertEquals(10_000, annaSilentHeld.get(0), 200);
    }

    @Test
    void controlPacketsAreASignToo() {
        house.session(anna, listener);
        for (int i = 0; i < 4; i++) {
            house.run(6_000);
            anna.arrive(
                    new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 5},
                    anna.there(),
                    true,
                    house.now());
        }
        assertEquals(List.of(), annaSilent);
        house.run(9_900);
        assertEquals(List.of(), annaSilent);
        house.run(300);
        assertEquals(1, annaSilent.size());
    }

    @Test
    void reportsAreSentAndRead() {
        RtpSession a = house.session(anna, deaf);
        anna.talk(true);
        house.run(20_000);
        int reports = anna.control().size();
        assertTrue(reports >= 2 && reports <= 8, reports + " in 20 s");
        assertEquals(200, anna.control().get(1)[1] & 0xFF, "a sender report");
        a.close();
        house.run(5);
        byte[] bye = anna.control().get(anna.control().size() - 1);
        assertEquals(203, bye[bye.length - 7] & 0xFF);
        assertEquals(1, anna.closed());
        a.close();
        house.run(5);
        assertEquals(1, anna.closed());
        assertThrows(IllegalStateException.class, () -> house.done(a.offer()));
        assertEquals(0, house.one.sessions().get());
    }

    @Test
    void aNewSourceOfThePeerIsHeardAtOnce() {
        RtpSession a = house.session(anna, deaf);
        RtpSession b = house.session(ben, deaf);
        together(a, b);
        anna.talk(true);
        house.run(500);
        anna.restart(4242, 9, 77);
        house.run(500);
        List<Recording.Heard> all = ben.heard().packets();
        for (int i = 1; i < all.size(); i++) {
            assertEquals(all.get(i - 1).sequence() + 1 & 0xFFFF, all.get(i).sequence());
            assertEquals(all.get(i - 1).ssrc(), all.get(i).ssrc());
        }
        assertEquals(LEVEL, at8.levelDb(ben.heard().lately(0, 400), 700), 1);
    }

    @Test
    void levelsAreShownWhileRelaying() {
        RtpSession a = house.session(anna, deaf);
        RtpSession b = house.session(ben, deaf);
        HubMix mix = together(a, b);
        anna.talk(true);
        ben.talk(true);
        house.run(6000);
        assertTrue(house.done(mix.snapshot()).relaying());
        assertEquals(LEVEL, a.snapshot().levelInDb(), 1);
        assertEquals(LEVEL, a.snapshot().levelOutDb(), 1);
        assertEquals(LEVEL, house.done(mix.snapshot()).seats().get(1).levelDb(), 1);
        assertEquals("PCMU/8000", a.snapshot().codec());
        assertEquals("127.0.0.2:3000", a.snapshot().remote());
        assertEquals(0, a.snapshot().lost());
        assertTrue(a.snapshot().packetsReceived() > 200);
    }

    @Test
    void aPhoneBehindNatIsHeardAndAnswered() {
        RtpSession a = house.session(anna, deaf);
        RtpSession b = house.session(ben, deaf);
        together(a, b);
        ben.talk(true);
        house.run(200);
        assertEquals(anna.there(), anna.sentTo());
        InetSocketAddress outside = new InetSocketAddress("127.0.0.77", 9);
        byte[] packet = new byte[172];
        ben.heard().clear();
        for (int i = 0; i < 20; i++) {
            RtpPacket.writeHeader(packet, 0, false, i, i * 160L, 5);
            anna.arrive(packet, outside, false, house.now());
            house.run(20);
        }
        assertEquals(19, ben.heard().size());
        assertEquals(outside, anna.sentTo());
    }

    @Test
    void controlSharesThePortWhereAgreed() {
        RtpSession a = house.silent(anna, deaf);
        String offer = anna.offer(Direction.SENDRECV).print() + "a=rtcp-mux\r\n";
        SessionDescription answer = house.done(a.propose(SessionDescription.parse(offer)));
        assertTrue(answer.print().contains("a=rtcp-mux"));
        house.done(a.commit());
        anna.talk(true);
        house.run(6000);
        assertTrue(anna.control().size() >= 1);
        assertEquals(anna.there(), anna.sentTo());
        // A receiver report about us on the RTP port.
        byte[] report = new byte[32];
        report[0] = (byte) 0x81;
        report[1] = (byte) 201;
        report[3] = 7;
        int ssrc = anna.heard().packets().get(0).ssrc();
        for (int i = 0; i < 4; i++) {
            report[8 + i] = (byte) (ssrc >> 24 - 8 * i);
        }
        report[12] = 64;
        anna.arrive(report, anna.there(), false, house.now());
        house.run(600);
        assertEquals(0.25, a.snapshot().remoteLostFraction());
    }

    @Test
    void hostileDatagramsDoNoHarm() {
        RtpSession a = house.session(anna, deaf, EVENTS);
        RtpSession b = house.session(ben, deaf, EVENTS);
        HubMix mix = together(a, b);
        java.util.Random random = new java.util.Random(8);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = new byte[random.nextInt(300)];
            random.nextBytes(packet);
            if (packet.length > 2) {
                packet[0] = (byte) (0x80 | packet[0] & 0x3F);
                packet[1] = (byte) (random.nextBoolean() ? 101 : 0);
            }
            anna.arrive(packet, anna.there(), i % 3 == 0, house.now());
            if (i % 50 == 0) {
                house.run(5);
            }
        }
        anna.talk(true);
        house.run(3000);
        assertEquals(0, house.one.failures());
        assertTrue(house.done(mix.snapshot()).relaying());
        assertEquals(LEVEL, at8.levelDb(ben.heard().lately(0, 400), 700), 1);
    }

    @Test
    void aLonelySessionSendsSilence() {
        house.session(anna, deaf);
        house.run(1000);
        assertEquals(50, anna.heard().size(), 2);
        assertTrue(at8.powerDb(anna.heard().timeline(0)) < -80);
    }
}
