package org.patchbay.media.internal.player;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * What the header of a RIFF WAVE file says.
 *
 * @param dataOffset where the samples begin
 * @param dataBytes how many bytes of them there are
 */
record WavFormat(int rateHz, int channels, boolean isFloat, long dataOffset, long dataBytes) {
    private static final int PCM = 1;
    private static final int IEEE_FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int MOST_CHUNKS = 64;
    private static final int MOST_CHANNELS = 32;

    int bytesPerFrame() {
        return channels * (isFloat ? 4 : 2);
    }

    /**
     * @throws IOException where the file is none of the kind, saying why
     */
    static WavFormat read(FileChannel file) throws IOException {
        ByteBuffer riff = read(file, 0, 12);
        if (!tag(riff, 0).equals("RIFF") || !tag(riff, 8).equals("WAVE")) {
            throw new IOException("no WAV file");
        }
        ByteBuffer format = null;
        long at = 12;
        for (int i = 0; i < MOST_CHUNKS; i++) {
            ByteBuffer head = read(file, at, 8);
            long size = head.getInt(4) & 0xFFFF_FFFFL;
            at += 8;
            if (tag(head, 0).equals("fmt ")) {
                format = read(file, at, (int) Math.min(size, 40));
            } else if (tag(head, 0).equals("data")) {
                if (format == null) {
                    throw new IOException("no format before the data");
                }
                // Recorders that were cut off leave a length of 0 or far too much.
                long present = file.size() - at;
                return of(format, at, size == 0 ? present : Math.min(size, present));
            }
            at += size + (size & 1);
        }
        throw new IOException("no data in it");
    }

    private static WavFormat of(ByteBuffer format, long offset, long bytes) throws IOException {
        if (format.limit() < 16) {
            throw new IOException("format of " + format.limit() + " bytes");
        }
        int kind = format.getShort(0) & 0xFFFF;
        if (kind == EXTENSIBLE && format.limit() >= 26) {
            kind = format.getShort(24) & 0xFFFF;
        }
        int channels = format.getShort(2) & 0xFFFF;
        int rate = format.getInt(4);
        int bits = format.getShort(14) & 0xFFFF;
        boolean isFloat = kind == IEEE_FLOAT && bits == 32;
        if (!isFloat && !(kind == PCM && bits == 16)) {
            throw new IOException(
                    "coding " + kind + " with " + bits + " bits; PCM 16 or float 32 are known");
        }
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new IOException(channels + " channels");
        }
        if (rate < 8000 || rate > 48_000) {
            throw new IOException(rate + " Hz; 8000 to 48000 are known");
        }
        return new WavFormat(rate, channels, isFloat, offset, bytes);
    }

    private static ByteBuffer read(FileChannel file, long at, int count) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (b.hasRemaining()) {
            if (file.read(b, at + b.position()) < 0) {
                throw new EOFException("it ends too early");
            }
        }
        return b.flip();
    }

    private static String tag(ByteBuffer b, int at) {
        byte[] t = new byte[4];
        b.get(at, t);
        return new String(t, StandardCharsets.US_ASCII);
    }
}
