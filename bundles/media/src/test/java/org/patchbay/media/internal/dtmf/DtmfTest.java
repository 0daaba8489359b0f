package org.patchbay.media.internal.dtmf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.testkit.LossyNetwork;

class DtmfTest {
    private static final long TICK_NANOS = 20_000_000;

    private record Packet(long timestamp, boolean marker, byte[] payload) {
        boolean end() {
            return TelephoneEvent.end(payload, 0);
        }

        int duration() {
            return TelephoneEvent.duration(payload, 0);
        }
    }

    private final List<String> heard = new ArrayList<>();
    private final List<Integer> durations = new ArrayList<>();

    private DtmfReceiver receiver(int clockHz) {
        return new DtmfReceiver(
                clockHz,
                (key, ms) -> {
                    heard.add(String.valueOf(key));
                    durations.add(ms);
                });
    }

    private static List<Packet> sent(DtmfSender sender, int clockHz, long from) {
        List<Packet> packets = new ArrayList<>();
        for (long tick = 0; sender.active(); tick++) {
            byte[] payload = new byte[4];
            if (sender.next(from + tick * clockHz / 50, payload, 0) > 0) {
                packets.add(new Packet(sender.rtpTimestamp(), sender.marker(), payload));
            }
        }
        return packets;
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 48000})
    void aKeyIsStartUpdatesAndThreeEnds(int clockHz) {
        DtmfSender sender = new DtmfSender(clockHz);
        assertTrue(sender.press('5', 100));
        List<Packet> packets = sent(sender, clockHz, 1000);
        int unit = clockHz / 50;
        assertEquals(
                List.of(unit, 2 * unit, 3 * unit, 4 * unit, 5 * unit, 5 * unit, 5 * unit),
                packets.stream().map(Packet::duration).toList());
        assertEquals(
                List.of(false, false, false, false, true, true, true),
                packets.stream().map(Packet::end).toList());
        assertTrue(packets.get(0).marker());
        assertTrue(packets.stream().skip(1).noneMatch(Packet::marker));
        assertTrue(packets.stream().allMatch(p -> p.timestamp() == 1000));
        assertEquals(5, packets.get(0).payload()[0]);
    }

    @Test
    void whatIsNoKeyIsRefusedAndTheQueueIsBounded() {
        DtmfSender sender = new DtmfSender(8000);
        assertFalse(sender.press('x', 100));
        for (int i = 0; i < KeyQueue.CAPACITY; i++) {
            assertTrue(sender.press('#', 1));
        }
        assertFalse(sender.press('#', 100));
        sender.reset();
        assertFalse(sender.active());
    }

    @Test
    void whatAPeerClaimsToPressDoesNotWaitForLong() {
        DtmfSender sender = new DtmfSender(8000);
        assertTrue(sender.passOn('1', 100));
        assertTrue(sender.passOn('2', 60_000));
        assertFalse(sender.passOn('3', 100));
        int ticks = sent(sender, 8000, 0).size();
        assertTrue(ticks * 20 <= 2000, ticks + " ticks");
        assertTrue(ticks * 20 > 1700, ticks + " ticks");
        for (int i = 0; i < KeyQueue.CAPACITY; i++) {
            sender.passOn('4', 40);
        }
        assertTrue(sent(sender, 8000, 0).size() * 20 <= 2000);
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 48_000})
    void everyKeyArrivesOnceOverABadNetwork(int clockHz) {
        String keys = "0123456789*#ABCD55500";
        for (int seed = 0; seed < 50; seed++) {
            heard.clear();
            DtmfSender sender = new DtmfSender(clockHz);
            keys.chars().forEach(k -> sender.press((char) k, 120));
            LossyNetwork<Packet> net =
                    new LossyNetwork<Packet>(seed)
                            .loss(0.2)
                            .duplicates(0.2)
                            .reorder(0.1, Duration.ofMillis(30));
            DtmfReceiver receiver = receiver(clockHz);
            long timestamp = 0xFFFF_F000L;
            for (long now = 0; now < 20_000_000_000L; now += TICK_NANOS) {
                byte[] payload = new byte[4];
                if (sender.next(timestamp & 0xFFFF_FFFFL, payload, 0) > 0) {
                    net.send(new Packet(sender.rtpTimestamp(), sender.marker(), payload), now);
                }
                timestamp += clockHz / 50;
                net.deliver(
                        now,
                        (p, at) ->
                                receiver.packet(p.timestamp(), p.marker(), p.payload(), 0, 4, at));
                receiver.tick(now);
            }
            assertEquals(keys, String.join("", heard), "seed " + seed);
        }
    }

    @Test
    void theDurationIsThatOfThePress() {
        for (int clockHz : new int[] {8000, 48000}) {
            DtmfSender sender = new DtmfSender(clockHz);
            sender.press('7', 240);
            sender.press('8', 5000);
            DtmfReceiver receiver = receiver(clockHz);
            sent(sender, clockHz, 4_000_000_000L)
                    .forEach(p -> receiver.packet(p.timestamp(), p.marker(), p.payload(), 0, 4, 0));
        }
        assertEquals(List.of("7", "8", "7", "8"), heard);
        assertEquals(List.of(240, 5000, 240, 5000), durations);
    }

    @Test
    void aLongKeyIsContinuedInSegments() {
        DtmfSender sender = new DtmfSender(48000);
        sender.press('1', 3000);
        List<Packet> packets = sent(sender, 48000, 0);
        assertEquals(3, packets.stream().map(Packet::timestamp).distinct().count());
        assertEquals(1, packets.stream().filter(Packet::marker).count());
        // Without the packets around the seams it is still one press.
        DtmfReceiver receiver = receiver(48000);
        for (int i = 0; i < packets.size(); i++) {
            Packet p = packets.get(i);
            if (i % 68 > 2 && i % 68 < 65) {
                receiver.packet(p.timestamp(), p.marker(), p.payload(), 0, 4, 0);
            }
        }
        assertEquals(List.of("1"), heard);
    }

    @Test
    void anotherClockReleasesTheKeyAndBeginsAnew() {
        DtmfReceiver receiver = receiver(8000);
        receiver.packet(160, true, new byte[] {3, 10, 3, 32}, 0, 4, 0);
        receiver.clock(8000);
        assertTrue(receiver.pressed());
        receiver.clock(48_000);
        receiver.packet(5, true, new byte[] {4, (byte) 0x8A, 18, (byte) 192}, 0, 4, 0);
        assertEquals(List.of("3", "4"), heard);
        assertEquals(List.of(100, 100), durations);
    }

    @Test
    void aLostEndIsNoticedByTime() {
        DtmfReceiver receiver = receiver(8000);
        receiver.packet(160, true, new byte[] {3, 10, 0, (byte) 160}, 0, 4, 0);
        receiver.tick(100_000_000);
        assertTrue(heard.isEmpty() && receiver.pressed());
        receiver.tick(200_000_000);
        receiver.tick(300_000_000);
        assertEquals(List.of("3"), heard);
        assertEquals(List.of(20), durations);
        // Its end after all.
        receiver.packet(160, false, new byte[] {3, (byte) 0x8A, 0, (byte) 160}, 0, 4, 310_000_000);
        assertEquals(1, heard.size());
    }

    /** A key of 100 ms of which another source says the rest, from any packet on. */
    @Test
    void anotherSourceInTheMiddleOfAKeyMakesNoSecondOne() {
        for (int from = 1; from < 7; from++) {
            heard.clear();
            DtmfReceiver receiver = receiver(8000);
            DtmfSender sender = new DtmfSender(8000);
            sender.press('6', 100);
            List<Packet> packets = sent(sender, 8000, 0);
            for (int i = 0; i < packets.size(); i++) {
                Packet p = packets.get(i);
                long timestamp = i < from ? p.timestamp() : p.timestamp() + 3_000_000_000L;
                if (i == from) {
                    receiver.sourceChanged();
                }
                receiver.packet(timestamp, p.marker(), p.payload(), 0, 4, i * TICK_NANOS);
            }
            assertEquals(List.of("6"), heard, "from packet " + from);
        }
    }

    @Test
    void aKeyOfAnotherSourceIsAnotherKey() {
        DtmfReceiver receiver = receiver(8000);
        byte[] end = {6, (byte) 0x8A, 3, 32};
        receiver.packet(5000, true, end, 0, 4, 0);
        receiver.sourceChanged();
        receiver.packet(100, true, end, 0, 4, TICK_NANOS);
        receiver.sourceChanged();
        receiver.packet(7, false, end, 0, 4, 500_000_000);
        assertEquals(List.of("6", "6", "6"), heard);
    }

    @Test
    void theSameKeyTwiceIsTwoKeys() {
        DtmfReceiver receiver = receiver(8000);
        byte[] end = {4, (byte) 0x8A, 3, 32};
        receiver.packet(0, true, end, 0, 4, 0);
        receiver.packet(0, false, end, 0, 4, 0);
        receiver.packet(1600, true, end, 0, 4, 0);
        receiver.packet(0, false, end, 0, 4, 0);
        assertEquals(List.of("4", "4"), heard);
    }

    @Test
    void aClockThatBeganAnewIsFollowed() {
        DtmfReceiver receiver = receiver(8000);
        byte[] end = {4, (byte) 0x8A, 3, 32};
        receiver.packet(900_000, true, end, 0, 4, 0);
        receiver.packet(100, true, end, 0, 4, 3_000_000_000L);
        assertEquals(2, heard.size());
    }

    @Test
    void anyBytesAreSurvived() {
        Random random = new Random(1);
        DtmfReceiver receiver = receiver(8000);
        for (int i = 0; i < 100_000; i++) {
            byte[] payload = new byte[random.nextInt(8)];
            random.nextBytes(payload);
            receiver.packet(
                    random.nextInt(), random.nextBoolean(), payload, 0, payload.length, i * 1000L);
        }
        // Other events, such as modem tones, are no keys.
        heard.clear();
        receiver.reset();
        heard.clear();
        receiver.packet(1, true, new byte[] {36, (byte) 0x8A, 0, 1}, 0, 4, Long.MAX_VALUE / 2);
        assertTrue(heard.isEmpty());
    }
}
