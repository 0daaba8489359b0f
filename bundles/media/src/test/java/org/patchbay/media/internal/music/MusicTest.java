package org.patchbay.media.internal.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.media.api.Frame;
import org.patchbay.media.internal.dtmf.ToneDetector;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.port.RingPort;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.testkit.Tones;

/** What those who wait are played, in virtual time. */
class MusicTest {
    @TempDir private Path folder;

    private long now = 1_000_000_000L;
    private final MediaLoop loop = MediaLoop.driven("media-0", () -> now);
    private final HubMix mix = new HubMix("m", loop, () -> {});
    private final RingPort port = new RingPort("p", loop, () -> {});
    private final MusicShelf shelf = new MusicShelf();
    private final float[] heard = new float[48_000 * 60];
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

    private MusicPlayer plays() {
        MusicPlayer player = new MusicPlayer("music", loop, shelf);
        mix.join(port);
        mix.join(player);
        return player;
    }

    private Path wav(String name, int rateHz, int channels, float[] mono) throws IOException {
        int bytes = mono.length * channels * 2;
        ByteBuffer b = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        b.putShort((short) 1).putShort((short) channels).putInt(rateHz);
        b.putInt(rateHz * channels * 2).putShort((short) (channels * 2)).putShort((short) 16);
        b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (float v : mono) {
            for (int c = 0; c < channels; c++) {
                b.putShort((short) Math.round(v * 32767));
            }
        }
        return Files.write(folder.resolve(name), b.array());
    }

    private static float[] samples(Track track, int from, int count) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            track.copy((from + i) % track.length(), out, i, 1);
        }
        return out;
    }

    /** The greatest step of a slope: a click is one, music that swells is none. */
    private static double sharpest(float[] samples, int from, int to) {
        double most = 0;
        for (int i = from + 2; i < to; i++) {
            double bend = samples[i] - 2 * samples[i - 1] + samples[i - 2];
            most = Math.max(most, Math.abs(bend));
        }
        return most;
    }

    @Test
    void theStockIsSoftAndNeverSilent() {
        Track stock = StockMusic.make();
        float[] all = samples(stock, 0, stock.length());
        ToneFinder finder = new ToneFinder(Track.RATE_HZ);
        assertEquals(-20, finder.powerDb(all), 0.2);
        assertTrue(stock.length() >= 20 * Track.RATE_HZ, "long enough not to be a jingle");
        for (int i = 0; i + Track.RATE_HZ <= all.length; i += Track.RATE_HZ / 4) {
            double second = finder.powerDb(all, i, Track.RATE_HZ);
            assertTrue(second > -27 && second < -14, second + " dB at sample " + i);
        }
        for (float v : all) {
            assertTrue(Math.abs(v) < 0.7);
        }
    }

    @Test
    void nobodysPhoneTakesItForKeys() {
        Track stock = StockMusic.make();
        List<Character> keys = new ArrayList<>();
        ToneDetector detector = new ToneDetector((key, ms) -> keys.add(key));
        for (int i = 0; i + 320 <= stock.length(); i += 320) {
            detector.frame(samples(stock, i, 320), 320, Track.RATE_HZ);
        }
        assertEquals(List.of(), keys);
    }

    @Test
    void theStockGoesRoundWithoutAClick() {
        Track stock = StockMusic.make();
        float[] seam = samples(stock, stock.length() - 160, 320);
        double inside = sharpest(samples(stock, 4000, 3 * Track.RATE_HZ), 0, 3 * Track.RATE_HZ);
        assertTrue(sharpest(seam, 0, 320) <= inside, "no sharper than the music itself");
        double before = new ToneFinder(Track.RATE_HZ).powerDb(seam, 0, 160);
        double after = new ToneFinder(Track.RATE_HZ).powerDb(seam, 160, 160);
        assertEquals(before, after, 6, "what rings on rings on");
    }

    @Test
    void itPlaysOverAndOverUntilItIsStopped() {
        shelf.fill(Optional.empty());
        MusicPlayer player = plays();
        run(30_000);
        ToneFinder finder = new ToneFinder(48_000);
        assertEquals(-20, finder.powerDb(heard, 0, 24 * 48_000), 0.7);
        player.stop();
        run(100);
        assertEquals(Boolean.FALSE, player.finished().toCompletableFuture().getNow(null));
        assertTrue(finder.powerDb(heard, at - 2400, 2400) < -100);
        double stopped = finder.powerDb(heard, 30 * 48_000 - 480, 480);
        assertTrue(stopped > -40, "until then it plays");
    }

    /** A sine shows a click best, wherever it is cut. */
    @Test
    void itComesInAndGoesOutWithoutAClick() throws IOException {
        float[] cosine = new float[48_000];
        for (int i = 0; i < cosine.length; i++) {
            cosine[i] = (float) (0.1 * Math.cos(2 * Math.PI * 700 * i / 48_000));
        }
        shelf.fill(Optional.of(wav("c.wav", 48_000, 1, cosine)));
        for (int round = 0; round < 9; round++) {
            MusicPlayer player = plays();
            run(300 + 23 * round);
            player.stop();
            run(80);
        }
        double inside = 0.1 * Math.pow(2 * Math.PI * 700 / 48_000, 2);
        assertEquals(-20, new ToneFinder(48_000).levelDb(heard, 4800, 9600, 700), 0.5);
        assertTrue(sharpest(heard, 0, at) < 2 * inside, sharpest(heard, 0, at) + " of " + inside);
    }

    @Test
    void aStoppedOneThatNobodyHearsEndsAtOnce() {
        shelf.fill(Optional.empty());
        MusicPlayer player = new MusicPlayer("music", loop, shelf);
        player.stop();
        run(5);
        assertTrue(player.finished().toCompletableFuture().isDone());
    }

    @Test
    void ownFilesOfAnyRatePlayInTheirOrder() throws IOException {
        wav("2.wav", 44_100, 2, Tones.sine(44_100, 1200, -20, 44_100));
        wav("1.WAV", 8000, 1, Tones.sine(8000, 700, -20, 8000));
        Files.writeString(folder.resolve("3.wav"), "no music");
        Files.writeString(folder.resolve("readme.txt"), "no music either");
        shelf.fill(Optional.of(folder));
        assertEquals(2, shelf.tracks().size());
        plays();
        run(2900);
        ToneFinder finder = new ToneFinder(48_000);
        assertEquals(-20, finder.levelDb(heard, 9600, 28_800, 700), 0.5);
        assertEquals(-20, finder.levelDb(heard, 57_600, 28_800, 1200), 0.5);
        assertEquals(-20, finder.levelDb(heard, 105_600, 28_800, 700), 0.5, "again");
    }

    @Test
    void whereTheOwnCannotBePlayedTheStockDoes() throws IOException {
        Path text = Files.writeString(folder.resolve("x.wav"), "no music");
        for (Path own :
                new Path[] {text, folder.resolve("missing"), wav("0.wav", 8000, 1, new float[0])}) {
            MusicShelf other = new MusicShelf();
            other.fill(Optional.of(own));
            assertEquals(1, other.tracks().size());
            assertTrue(other.tracks().get(0).length() > 20 * Track.RATE_HZ, own.toString());
        }
        assertFalse(Files.isDirectory(text));
    }
}
