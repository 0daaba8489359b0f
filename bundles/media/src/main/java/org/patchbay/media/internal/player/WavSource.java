package org.patchbay.media.internal.player;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.patchbay.media.internal.resample.Resampler;

/**
 * Reads a WAV file ahead into a ring, as mono, at a rate that a mix can use. {@link #fill} belongs
 * to a thread that may block, {@link #read} to the loop.
 */
final class WavSource {
    private static final int CHUNK_FRAMES = 2048;

    private final FileChannel file;
    private final WavFormat format;
    private final int rateHz;
    private final SampleRing ring;
    private final ByteBuffer bytes;
    private final float[] mono = new float[CHUNK_FRAMES];

    /** For rates that do not come in whole samples for 20 ms: brought to 48 kHz while reading. */
    private final Resampler oddRate;

    private final float[] resampled;
    private long position;
    private boolean closed;
    private volatile boolean ended;

    /**
     * @throws IllegalArgumentException where there is no such file, or it is of another kind
     */
    WavSource(Path path) {
        FileChannel opened = null;
        try {
            opened = FileChannel.open(path, StandardOpenOption.READ);
            format = WavFormat.read(opened);
        } catch (IOException e) {
            closeQuietly(opened);
            throw new IllegalArgumentException("cannot play " + path + ": " + why(e), e);
        }
        file = opened;
        boolean usual = usual(format.rateHz());
        rateHz = usual ? format.rateHz() : 48_000;
        oddRate = usual ? null : oddRate(path, opened, format.rateHz());
        resampled = usual ? mono : new float[CHUNK_FRAMES * 48_000 / format.rateHz() + 64];
        ring = new SampleRing(rateHz);
        bytes =
                ByteBuffer.allocate(CHUNK_FRAMES * format.bytesPerFrame())
                        .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String why(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
    }

    private static boolean usual(int rateHz) {
        return switch (rateHz) {
            case 8000, 16_000, 24_000, 32_000, 44_100, 48_000 -> true;
            default -> false;
        };
    }

    private static Resampler oddRate(Path path, FileChannel opened, int rateHz) {
        try {
            return new Resampler(rateHz, 48_000);
        } catch (IllegalArgumentException e) {
            closeQuietly(opened);
            throw new IllegalArgumentException("cannot play " + path + ": " + rateHz + " Hz", e);
        }
    }

    /** Rate of the samples that {@link #read} gives. */
    int rateHz() {
        return rateHz;
    }

    /** Fills the ring as far as the file goes. */
    synchronized void fill() {
        try {
            while (!closed && !ended && ring.room() >= resampled.length) {
                chunk();
            }
        } catch (IOException e) {
            ended = true;
        }
    }

    private void chunk() throws IOException {
        long left = (format.dataBytes() - position) / format.bytesPerFrame();
        int frames = (int) Math.min(CHUNK_FRAMES, left);
        bytes.clear().limit(frames * format.bytesPerFrame());
        while (bytes.hasRemaining()) {
            int n = file.read(bytes, format.dataOffset() + position + bytes.position());
            if (n < 0) {
                frames = bytes.position() / format.bytesPerFrame();
                left = frames;
                break;
            }
        }
        position += (long) frames * format.bytesPerFrame();
        mix(frames);
        int count = oddRate == null ? frames : oddRate.process(mono, 0, frames, resampled, 0);
        ring.write(resampled, count);
        if (frames == left) {
            ended = true;
        }
    }

    private void mix(int frames) {
        int at = 0;
        for (int i = 0; i < frames; i++) {
            float sum = 0;
            for (int c = 0; c < format.channels(); c++) {
                sum += format.isFloat() ? bytes.getFloat(at) : bytes.getShort(at) / 32768f;
                at += format.isFloat() ? 4 : 2;
            }
            float v = sum / format.channels();
            mono[i] = Float.isFinite(v) ? v : 0;
        }
    }

    /** Whether the ring wants to be filled. */
    boolean thirsty() {
        return !ended && ring.held() < ring.capacity() / 2;
    }

    /** Whether everything was read from the ring. */
    boolean exhausted() {
        // In this order: what is written last is seen when the end is.
        return ended && ring.held() == 0;
    }

    int read(float[] out, int count) {
        return ring.read(out, count);
    }

    synchronized void close() {
        closed = true;
        closeQuietly(file);
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // Only read from; nothing is lost.
            }
        }
    }
}
