package org.patchbay.media.internal.player;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.media.api.Frame;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.port.Echo;
import org.patchbay.media.internal.port.RingPort;
import org.patchbay.media.internal.tone.TonePlayer;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.testkit.Tones;

/** Files, tones, ports and echoes in a mix, in virtual time. */
class PlayersTest {
    @TempDir private Path folder;

    private long now = 1_000_000_000L;
    private final MediaLoop loop = MediaLoop.driven("media-0", () -> now);
    private final HubMix mix = new HubMix("m", loop, () -> {});
    private final RingPort port = new RingPort("p", loop, () -> {});
    private final float[] heard = new float[48_000 * 20];
    private int at;

    private void run(int ms) {
        float[] frame = new float[Frame.SAMPLES];
        for (int i = 0; i < ms; i++) {
            now += 1_000_000;
            loop.turn();
            while (port.read(frame)) {
                System.arraycopy(frame, 0, heard, at, frame.length);
                at += frame.length;
            }
        }
    }

    private Path wav(String name, int rate, int channels, boolean isFloat, float[] mono)
            throws IOException {
        int bytes = mono.length * channels * (isFloat ? 4 : 2);
        ByteBuffer b = ByteBuffer.allocate(64 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(56 + bytes);
        b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        b.putShort((short) (isFloat ? 3 : 1)).putShort((short) channels).putInt(rate);
        b.putInt(rate * channels * (isFloat ? 4 : 2));
        b.putShort((short) (channels * (isFloat ? 4 : 2))).putShort((short) (isFloat ? 32 : 16));
        b.put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(3).putInt(0);
        b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (float v : mono) {
            for (int c = 0; c < channels; c++) {
                if (isFloat) {
                    b.putFloat(v);
                } else {
                    b.putShort((short) Math.round(v * 32767));
                }
            }
        }
        return Files.write(folder.resolve(name), Arrays.copyOf(b.array(), b.position()));
    }

    private void assertPlays(int rate, int channels, boolean isFloat) throws IOException {
        at = 0;
        Path file = wav("f.wav", rate, channels, isFloat, Tones.sine(rate, 700, -20, rate * 3 / 2));
        WavPlayer player = new WavPlayer("w", loop, file, Runnable::run);
        mix.join(port);
        mix.join(player);
        run(2000);
        assertEquals(Boolean.TRUE, player.finished().toCompletableFuture().getNow(null));
        ToneFinder at48 = new ToneFinder(48_000);
        assertEquals(-20, at48.levelDb(heard, 9600, 48_000, 700), 0.5, rate + " Hz");
        int sounding = 0;
        for (int i = 0; i + 960 <= at; i += 960) {
            sounding += at48.levelDb(heard, i, 960, 700) > -26 ? 1 : 0;
        }
        assertEquals(75, sounding, 2, "1.5 s in frames at " + rate + " Hz");
    }

    @Test
    void filesOfAllKinds() throws IOException {
        assertPlays(8000, 1, false);
        assertPlays(16_000, 1, true);
        assertPlays(44_100, 2, false);
        assertPlays(48_000, 1, false);
        assertPlays(48_000, 6, true);
    }

    @Test
    void stoppingEndsWithFalse() throws IOException {
        Path file = wav("f.wav", 8000, 1, false, new float[80_000]);
        WavPlayer player = new WavPlayer("w", loop, file, Runnable::run);
        mix.join(player);
        run(100);
        player.stop();
        run(5);
        assertEquals(Boolean.FALSE, player.finished().toCompletableFuture().getNow(null));
        CompletableFuture<Void> again = mix.join(player).toCompletableFuture();
        run(5);
        assertTrue(again.isCompletedExceptionally());
    }

    @Test
    void otherFilesAreRefusedByName() throws IOException {
        Path text = Files.writeString(folder.resolve("not.wav"), "hello, this is not a WAV file");
        Path missing = folder.resolve("missing.wav");
        for (Path p : List.of(text, missing)) {
            String message =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> new WavPlayer("w", loop, p, Runnable::run))
                            .getMessage();
            assertTrue(message.contains(p.getFileName().toString()), message);
        }
        byte[] good = Files.readAllBytes(wav("g.wav", 8000, 1, false, new float[100]));
        Random random = new Random(4);
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            for (int k = 0; k < 3; k++) {
                bad[random.nextInt(60)] = (byte) random.nextInt();
            }
            Path p =
                    Files.write(
                            folder.resolve("bad.wav"),
                            Arrays.copyOf(bad, random.nextInt(bad.length)));
            try {
                new WavSource(p).close();
            } catch (IllegalArgumentException expected) {
                assertTrue(expected.getMessage().contains("bad.wav"));
            }
        }
    }

    @Test
    void tonesFollowEachOther() {
        TonePlayer tones =
                new TonePlayer(
                        "t",
                        loop,
                        List.of(
                                new MediaEngine.Tone(List.of(425.0), -20, 500),
                                new MediaEngine.Tone(List.of(), 0, 210),
                                new MediaEngine.Tone(List.of(700.0, 900.0), -20, 390)));
        mix.join(port);
        mix.join(tones);
        run(1500);
        assertEquals(Boolean.TRUE, tones.finished().toCompletableFuture().getNow(null));
        ToneFinder f = new ToneFinder(48_000);
        int start = 0;
        while (heard[start] == 0) {
            start++;
        }
        assertEquals(-20, f.levelDb(heard, start + 2400, 14_400, 425), 0.5);
        assertTrue(f.powerDb(heard, start + 24_500, 9000) < -90);
        assertEquals(-20, f.levelDb(heard, start + 36_000, 14_400, 700), 0.5);
        assertEquals(-20, f.levelDb(heard, start + 36_000, 14_400, 900), 0.5);
    }

    @Test
    void aPortIsHeardByAnotherAndCountsWhatNobodyReads() {
        RingPort speaker = new RingPort("q", loop, () -> {});
        mix.join(port);
        mix.join(speaker);
        float[] frame = Tones.sine(48_000, 1000, -12, Frame.SAMPLES);
        for (int i = 0; i < 50; i++) {
            assertTrue(speaker.write(frame));
            run(20);
        }
        assertEquals(-12, new ToneFinder(48_000).levelDb(heard, 9600, 28_800, 1000), 0.2);
        assertTrue(speaker.overruns() > 30);
        assertEquals(0, port.overruns());
        int taken = 0;
        while (speaker.write(frame)) {
            taken++;
        }
        assertEquals(16, taken, "bounded");
        assertFalse(speaker.write(frame));
    }

    @Test
    void anEchoGivesBackWhatItHears() {
        mix.join(port);
        mix.join(new Echo("e", loop));
        float[] frame = Tones.sine(48_000, 1000, -12, Frame.SAMPLES);
        for (int i = 0; i < 50; i++) {
            port.write(frame);
            run(20);
        }
        assertEquals(-12, new ToneFinder(48_000).levelDb(heard, 9600, 28_800, 1000), 0.2);
    }
}
