package org.patchbay.media.internal.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.internal.g711.Pcmu;

/**
 * Whatever comes, and whenever: every pull is filled, with finite samples, and nothing is thrown.
 */
class PlayoutHostileTest {
    /**
     * They reach every line of the playout but one; {@code mvn test -Drounds=…} tries for longer.
     */
    private static final int ROUNDS = Integer.getInteger("rounds", 10_000);

    /** Gives anything from broken to the longest packet, and conceals or recovers at random. */
    private static final class Unsteady implements AudioDecoder {
        private final Random random;
        private final int rateHz;

        Unsteady(long seed, int rateHz) {
            this.random = new Random(seed);
            this.rateHz = rateHz;
        }

        private int some(float[] samples, int offset, int count) {
            Arrays.fill(samples, offset, offset + count, random.nextFloat() - 0.5f);
            return count;
        }

        @Override
        public int decode(byte[] payload, int at, int length, float[] samples, int offset) {
            int kind = random.nextInt(20);
            return kind == 0
                    ? -1
                    : some(samples, offset, rateHz / 1000 * (kind == 1 ? random.nextInt(121) : 20));
        }

        @Override
        public int conceal(float[] samples, int offset, int count) {
            return random.nextBoolean() ? some(samples, offset, count) : 0;
        }

        @Override
        public int recover(byte[] p, int at, int length, float[] samples, int offset, int count) {
            return random.nextBoolean() ? some(samples, offset, count) : 0;
        }

        @Override
        public void close() {}
    }

    /** The first sample that is too loud or not finite, or touched though it was not asked for. */
    private static int firstWrong(float[] out, int count) {
        for (int k = 0; k < out.length; k++) {
            if (k < count ? !(Math.abs(out[k]) <= 1.5f) : out[k] != 7) {
                return k;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anythingIsPlayed(long seed) {
        Random random = new Random(seed);
        int[] rates = {8000, 16_000, 48_000};
        int rate = 8000;
        List<Coding> codings = new ArrayList<>();
        codings.add(new Coding(new Pcmu().newDecoder(), 8000, rate));
        Playout playout = new Playout(codings.get(0).decoder(), 8000, rate);
        long now = random.nextLong();
        int seq = random.nextInt();
        long timestamp = random.nextLong();
        float[] out = new float[960];
        byte[] payload = new byte[1600];
        for (int i = 0; i < ROUNDS; i++) {
            random.nextBytes(payload);
            for (int n = random.nextInt(20) == 0 ? random.nextInt(80) : 1; n > 0; n--) {
                seq += random.nextInt(20) == 0 ? random.nextInt(9) - 4 : 1;
                timestamp += random.nextInt(50) == 0 ? random.nextInt(9000) - 4000 : 160;
                if (random.nextInt(500) == 0) {
                    seq = random.nextInt();
                    timestamp = random.nextLong();
                }
                long late = random.nextInt(10) == 0 ? random.nextInt(900_000_000) : 0;
                if (random.nextInt(20) == 0) {
                    playout.putNoAudio(seq & 0xFFFF, timestamp, now - late);
                } else {
                    int length = random.nextInt(10) == 0 ? random.nextInt(1600) : 160;
                    playout.put(
                            codings.get(random.nextInt(codings.size())),
                            seq & 0xFFFF,
                            timestamp & 0xFFFF_FFFFL,
                            random.nextBoolean(),
                            payload,
                            0,
                            length,
                            now - late);
                }
            }
            if (random.nextInt(400) == 0) {
                rate = rates[random.nextInt(3)];
                int clock = random.nextBoolean() ? 8000 : 48_000;
                codings.add(new Coding(new Unsteady(i, rate), clock, rate));
                playout.coding(codings.get(codings.size() - 1));
            }
            if (random.nextInt(400) == 0 && codings.size() > 1) {
                playout.forget(codings.remove(random.nextInt(codings.size() - 1)));
            }
            if (random.nextInt(700) == 0) {
                playout.flush();
            }
            int count = rate / 1000 * (random.nextBoolean() ? 10 : 20);
            Arrays.fill(out, 7);
            playout.pull(out, 0, count, now);
            assertEquals(-1, firstWrong(out, count), "sample of round " + i);
            now += random.nextInt(100) == 0 ? random.nextInt(2_000_000_000) : 20_000_000;
        }
        assertTrue(playout.lost() >= 0 && playout.late() >= 0 && playout.received() > ROUNDS);
        assertEquals(playout.delayMs(), playout.delayMs());
    }
}
