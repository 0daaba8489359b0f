package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.media.internal.session.VirtualHouse.EVENTS;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.CodecStandIn;
import org.patchbay.media.internal.Recording.Heard;
import org.patchbay.media.internal.dtmf.DtmfSender;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.OfferAnswer;

/** Packets of keys among those of audio (RFC 4733), in virtual time. */
class KeyPacketsTest {
    private static final MediaSessions.Listener DEAF = new MediaSessions.Listener() {};

    private final List<String> told = new ArrayList<>();
    private final MediaSessions.Listener listener =
            new MediaSessions.Listener() {
                @Override
                public void digit(char key, int durationMs) {
                    told.add(key + ":" + durationMs);
                }
            };

    /** A tenth of a second of keys in place of audio, as phones send them, each second. */
    @Test
    void aKeyIsNoLostAudio() {
        VirtualHouse house = new VirtualHouse(new Pcmu(), new Pcma());
        VirtualPeer anna = new VirtualPeer(3000, new Pcmu(), 0, 700, -15);
        VirtualPeer ben = new VirtualPeer(3010, new Pcma(), 8, 1100, -15);
        RtpSession a = house.session(anna, listener, EVENTS);
        HubMix mix = house.mix("m", house.one);
        house.done(mix.join(a));
        house.done(mix.join(house.session(ben, DEAF)));
        anna.talk(true);
        house.run(5000);
        assertFalse(house.done(mix.snapshot()).relaying());
        double delayMs = a.snapshot().playoutMs();
        for (int second = 0; second < 10; second++) {
            press(house, anna);
            house.run(900);
        }
        assertEquals(10, told.size());
        assertEquals(0, a.snapshot().lost());
        // Where losses are seen, a packet more is kept back for what is redundant in it.
        assertEquals(delayMs, a.snapshot().playoutMs(), 5);
    }

    private static void press(VirtualHouse house, VirtualPeer peer) {
        DtmfSender sender = new DtmfSender(8000);
        sender.press('5', 100);
        byte[] payload = new byte[4];
        peer.talk(false);
        while (sender.active()) {
            sender.next(peer.timestamp(), payload, 0);
            peer.send(101, sender.marker(), sender.rtpTimestamp(), payload.clone(), house.now());
            house.run(20);
        }
        peer.talk(true);
    }

    /** Each says that it was down for eight seconds. */
    @Test
    void keysThatAPeerClaimsSilenceTheOtherForTwoSecondsAtTheMost() {
        VirtualHouse house = new VirtualHouse(new Pcmu(), new Pcma());
        VirtualPeer anna = new VirtualPeer(3000, new Pcmu(), 0, 700, -15);
        VirtualPeer ben = new VirtualPeer(3010, new Pcma(), 8, 1100, -15);
        HubMix mix = house.mix("m", house.one);
        house.done(mix.join(house.session(anna, listener, EVENTS)));
        house.done(mix.join(house.session(ben, DEAF, EVENTS)));
        anna.talk(true);
        house.run(500);
        ben.heard().clear();
        house.run(100);
        byte[] end = {5, (byte) 0x8A, (byte) 0xFF, (byte) 0xFF};
        for (int i = 0; i < 20; i++) {
            anna.send(101, true, anna.timestamp() + i * 8000, end, house.now());
        }
        house.run(4000);
        assertEquals(20, told.size());
        int keys = ben.heard().ofType(101).size();
        assertTrue(keys > 80 && keys <= 100, keys + " packets in place of audio");
        List<Heard> audio = ben.heard().ofType(8);
        long longestMs = 0;
        for (int i = 1; i < audio.size(); i++) {
            long nanos = audio.get(i).nanos() - audio.get(i - 1).nanos();
            longestMs = Math.max(longestMs, nanos / 1_000_000);
        }
        assertTrue(longestMs > 1500 && longestMs <= 2040, longestMs + " ms without audio");
    }

    @Test
    void whatWaitsForALongPacketGoesBeforeTheKey() {
        VirtualHouse house = new VirtualHouse(new Pcmu());
        VirtualPeer anna = new VirtualPeer(3000, new Pcmu(), 0, 700, -15).packets(20, 60);
        RtpSession a = house.session(anna, DEAF, EVENTS);
        for (int i = 0; i < 6; i++) {
            house.run(500 + 20 * i);
            house.done(a.sendDigit('1', 100));
        }
        house.run(500);
        List<Heard> all = anna.heard().packets();
        for (int i = 1; i < all.size(); i++) {
            Heard was = all.get(i - 1);
            if (was.payloadType() == 0) {
                int units = (int) (all.get(i).timestamp() - was.timestamp());
                assertEquals(was.payload().length, units, "at " + i);
            }
        }
    }

    /** Phones with Opus that know keys at the clock of G.711 only. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPeerWithOpusGetsKeysAtTheClockThatItKnows(boolean weOffer) {
        VirtualHouse house = new VirtualHouse(CodecStandIn.opus());
        VirtualPeer anna = new VirtualPeer(3000, CodecStandIn.opus(), 96, 700, -15);
        RtpSession a = house.silent(anna, listener);
        if (weOffer) {
            var offer = house.done(a.offer());
            assertTrue(offer.print().contains("telephone-event/48000"), offer.print());
            var local = anna.local(Direction.SENDRECV, EVENTS);
            house.done(a.accept(OfferAnswer.answer(offer, local).description()));
        } else {
            house.agree(a, anna, Direction.SENDRECV, EVENTS);
        }
        house.run(500);
        house.done(a.sendDigit('7', 100));
        house.run(500);
        List<Heard> keys = anna.heard().ofType(101);
        assertEquals(7, keys.size());
        assertEquals(1, keys.stream().map(Heard::timestamp).distinct().count());
        assertEquals(7, keys.get(6).payload()[0]);
        assertEquals(800, keys.get(6).payload()[2] << 8 | keys.get(6).payload()[3] & 0xFF);
        // The key stands on the timeline of the audio around it.
        List<Heard> all = anna.heard().packets();
        for (int i = 1; i < all.size(); i++) {
            long step = (int) (all.get(i).timestamp() - all.get(i - 1).timestamp());
            assertTrue(step >= 0 && step <= 960 * 8, step + " at " + i);
        }
        // And what it presses is understood.
        press(house, anna);
        house.run(200);
        assertEquals(List.of("5:100"), told);
    }
}
