package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.media.internal.session.VirtualHouse.EVENTS;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.DtmfForm;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.Recording.Heard;
import org.patchbay.media.internal.dtmf.DtmfSender;
import org.patchbay.media.internal.dtmf.ToneDetector;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.sdp.Direction;
import org.patchbay.testkit.ToneFinder;

/** A key of one leg arrives at the other in the form that that one takes, in virtual time. */
class KeyFormsTest {
    private static final class Told implements MediaSessions.Listener {
        private final StringBuilder keys = new StringBuilder();
        private final StringBuilder toSend = new StringBuilder();

        @Override
        public void digit(char key, int durationMs) {
            keys.append(key);
        }

        @Override
        public void keyToSend(char key, int durationMs) {
            toSend.append(key);
        }
    }

    private final ToneFinder at8 = new ToneFinder(8000);
    private final VirtualHouse house = new VirtualHouse(new Pcmu(), new Pcma());
    private final VirtualPeer anna = new VirtualPeer(3000, new Pcmu(), 0, 500, -20);
    private final VirtualPeer ben = new VirtualPeer(3010, new Pcmu(), 0, 1900, -20);
    private final Told annas = new Told();
    private final Told bens = new Told();
    private final HubMix mix = house.mix("m", house.one);

    private void talk(RtpSession a, RtpSession b) {
        house.done(mix.join(a));
        house.done(mix.join(b));
        anna.talk(true);
        ben.talk(true);
        house.run(600);
        ben.heard().clear();
    }

    private boolean relaying() {
        return house.done(mix.snapshot()).relaying();
    }

    private void pressEvent(char key) {
        DtmfSender sender = new DtmfSender(8000);
        sender.press(key, 100);
        byte[] payload = new byte[4];
        anna.talk(false);
        while (sender.active()) {
            sender.next(anna.timestamp(), payload, 0);
            long rtpTimestamp = sender.rtpTimestamp();
            anna.send(101, sender.marker(), rtpTimestamp, payload.clone(), house.now());
            house.run(20);
        }
        anna.talk(true);
    }

    /** The keys in what ben hears as audio. */
    private String tonesHeard() {
        StringBuilder keys = new StringBuilder();
        ToneDetector detector = new ToneDetector((key, ms) -> keys.append(key));
        float[] all = ben.heard().timeline(0);
        float[] frame = new float[160];
        for (int at = 0; at + 160 <= all.length; at += 160) {
            System.arraycopy(all, at, frame, 0, 160);
            detector.frame(frame, 160, 8000);
        }
        detector.silence();
        return keys.toString();
    }

    /** The keys in the events that ben gets. */
    private String eventsHeard(int payloadType) {
        StringBuilder keys = new StringBuilder();
        long last = -1;
        for (Heard h : ben.heard().ofType(payloadType)) {
            if (h.timestamp() != last) {
                keys.append("0123456789*#ABCD".charAt(h.payload()[0]));
                last = h.timestamp();
            }
        }
        return keys.toString();
    }

    @Test
    void tonesAreFoundAndSentAsEventsAndNotTwice() {
        talk(house.session(anna, annas), house.session(ben, bens, EVENTS));
        assertFalse(relaying(), "keys must be looked for in the audio");
        anna.press('4');
        anna.press('2');
        house.run(1500);
        assertEquals("42", annas.keys.toString());
        assertEquals("42", eventsHeard(101));
        assertEquals("", tonesHeard(), "no tone that would be a second key");
        assertEquals(-20, at8.levelDb(ben.heard().lately(0, 300), 500), 1, "and then the voice");
    }

    @Test
    void eventsBecomeTonesOfTheRightLevels() {
        talk(house.session(anna, annas, EVENTS), house.session(ben, bens));
        pressEvent('7');
        house.run(60);
        pressEvent('#');
        house.run(1000);
        assertEquals("7#", annas.keys.toString());
        assertEquals("7#", tonesHeard());
        float[] all = ben.heard().timeline(0);
        double row = -120;
        double column = -120;
        for (int at = 0; at + 400 <= all.length; at += 80) {
            row = Math.max(row, at8.levelDb(all, at, 400, 852));
            column = Math.max(column, at8.levelDb(all, at, 400, 1209));
        }
        assertEquals(-12.1, row, 1, "-9 dBm0");
        assertEquals(-10.1, column, 1, "-7 dBm0");
    }

    @Test
    void whereNeitherKnowsEventsARelayPassesTonesOn() {
        talk(house.session(anna, annas), house.session(ben, bens));
        assertTrue(relaying());
        anna.press('9');
        house.run(600);
        assertTrue(relaying());
        assertEquals("9", tonesHeard());
    }

    /** Keys of our own into the audio that is relayed. */
    @Test
    void aKeyIsPlayedAsToneWhileTheAudioIsRelayed() {
        RtpSession b = house.session(ben, bens);
        talk(house.session(anna, annas), b);
        assertTrue(relaying());
        house.done(b.sendDigit('3', 100));
        b.sendDigit('3', 100);
        house.run(1000);
        assertTrue(relaying());
        assertEquals("33", tonesHeard());
        List<Heard> packets = ben.heard().packets();
        for (int i = 1; i < packets.size(); i++) {
            int step = (int) (packets.get(i).timestamp() - packets.get(i - 1).timestamp());
            assertTrue(step > 0 && step <= 480, "timestamp at " + i + ": " + step);
            assertEquals(packets.get(i - 1).sequence() + 1 & 0xFFFF, packets.get(i).sequence());
        }
    }

    @Test
    void aKeyBySignallingIsPassedOnAsTheOtherTakesIt() {
        RtpSession a = house.keys(DtmfForm.INFO).session(anna, annas);
        RtpSession b = house.keys(DtmfForm.AUTO).session(ben, bens, EVENTS);
        talk(a, b);
        assertTrue(relaying(), "its keys do not come with the media");
        a.keyCame('8', 160);
        house.run(500);
        assertEquals("8", annas.keys.toString());
        assertEquals("8", eventsHeard(101));
        // And back.
        house.done(a.sendDigit('1', 100));
        b.keyCame('6', 100);
        house.run(1000);
        assertEquals("16", annas.toSend.toString());
        assertEquals("6", bens.keys.toString());
    }

    @Test
    void aKeyThatComesInTwoFormsIsOneKey() {
        RtpSession a = house.session(anna, annas, EVENTS);
        talk(a, house.session(ben, bens, EVENTS));
        assertTrue(relaying());
        a.keyCame('5', 100); // first by signalling
        pressEvent('5');
        house.run(700);
        assertEquals("5", annas.keys.toString());
        pressEvent('5');
        a.keyCame('5', 100); // then by signalling
        house.run(700);
        assertEquals("55", annas.keys.toString());
        assertEquals("55", eventsHeard(101), "relayed, and not once more");
        a.keyCame('0', 100); // by signalling alone, although it could do better
        house.run(1000);
        assertEquals("550", annas.keys.toString());
        assertEquals("550", eventsHeard(101));
    }

    @Test
    void aToneThatComesBySignallingAsWellIsOneKey() {
        RtpSession a = house.session(anna, annas);
        talk(a, house.session(ben, bens, EVENTS));
        for (int i = 0; i < 3; i++) {
            anna.press('1');
            house.run(180);
            a.keyCame('1', 100);
            house.run(400);
        }
        assertEquals("111", annas.keys.toString());
        assertEquals("111", eventsHeard(101));
    }

    @Test
    void onlyOneWhoAgreedToEventsGetsThem() {
        List<String> formats = new ArrayList<>();
        for (DtmfForm form : DtmfForm.values()) {
            RtpSession session =
                    house.keys(form)
                            .silent(
                                    new VirtualPeer(
                                            4000 + form.ordinal() * 10, new Pcmu(), 0, 700, -20),
                                    bens);
            formats.add(
                    form + " " + house.done(session.offer()).print().contains("telephone-event"));
        }
        assertEquals(List.of("AUTO true", "RFC4733 true", "INFO false", "INBAND false"), formats);
        RtpSession strict = house.keys(DtmfForm.RFC4733).session(anna, annas);
        assertThrows(IllegalStateException.class, () -> house.done(strict.sendDigit('1', 100)));
        house.agree(strict, anna, Direction.SENDRECV, EVENTS);
        house.done(strict.sendDigit('1', 100));
    }
}
