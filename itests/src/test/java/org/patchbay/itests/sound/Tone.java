package org.patchbay.itests.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.patchbay.itests.server.Places;
import org.patchbay.testkit.Tones;

/**
 * What one phone says all the time: a sine that no other phone of the test says.
 *
 * @param frequencyHz a whole number, so that the file can be played in a loop without a click
 * @param levelDb 0 is a full-scale sine
 */
public record Tone(int frequencyHz, double levelDb) {
    /** Loud enough to be clear, far from clipping where three come together. */
    public static final double USUAL_DB = -12;

    private static final int RATE_HZ = 8000;
    private static final int SECONDS = 120;

    // None is near a multiple of another: the companding of G.711 makes odd harmonics.
    private static final int[] FREQUENCIES = {
        440, 1000, 700, 1450, 580, 1230, 850, 1700, 510, 1900
    };

    /** The tone of a demo account, 1001…1010. */
    public static Tone of(String user) {
        return new Tone(
                FREQUENCIES[(Integer.parseInt(user) - 1001) % FREQUENCIES.length], USUAL_DB);
    }

    public Tone at(double otherLevelDb) {
        return new Tone(frequencyHz, otherLevelDb);
    }

    /** As a WAV file: mono, 16 bit, half a minute long; made once. */
    public Path wav(int rateHz) {
        return wav(rateHz, SECONDS);
    }

    /** The same with another one that sounds all the time as well. */
    public Path wavWith(Tone other, int rateHz) {
        String name = String.format("%dHz-%dHz-%d.wav", frequencyHz, other.frequencyHz, rateHz);
        Path file = Places.work().resolve("tones").resolve(name);
        if (!Files.exists(file)) {
            float[] samples = Tones.sine(rateHz, frequencyHz, levelDb, rateHz * SECONDS);
            float[] more = Tones.sine(rateHz, other.frequencyHz, other.levelDb, samples.length);
            for (int i = 0; i < samples.length; i++) {
                samples[i] += more[i];
            }
            write(file, rateHz, samples);
        }
        return file;
    }

    /** One second of it at 8 kHz, for who plays it round and round. */
    public Path loop() {
        return wav(RATE_HZ, 1);
    }

    private Path wav(int rateHz, int seconds) {
        String name = String.format("%dHz%.0fdB-%d-%ds.wav", frequencyHz, levelDb, rateHz, seconds);
        Path file = Places.work().resolve("tones").resolve(name);
        if (!Files.exists(file)) {
            write(file, rateHz, Tones.sine(rateHz, frequencyHz, levelDb, rateHz * seconds));
        }
        return file;
    }

    /** As bytes of G.711 µ-law, 10 s. */
    public byte[] ulaw() {
        float[] samples = Tones.sine(RATE_HZ, frequencyHz, levelDb, RATE_HZ * 10);
        byte[] codes = new byte[samples.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = ulaw(Math.round(samples[i] * 32767));
        }
        return codes;
    }

    /** ITU-T G.711, table 2a: sign, segment, step; all inverted. */
    private static byte ulaw(int sample) {
        int magnitude = Math.min(Math.abs(sample), 32635) + 132;
        int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
        int step = (magnitude >> (segment + 3)) & 15;
        return (byte) ~((sample < 0 ? 0x80 : 0) | segment << 4 | step);
    }

    private static void write(Path file, int rateHz, float[] samples) {
        int bytes = samples.length * 2;
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(rateHz).putInt(rateHz * 2);
        wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(bytes);
        for (float sample : samples) {
            wav.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * 32767));
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, wav.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
