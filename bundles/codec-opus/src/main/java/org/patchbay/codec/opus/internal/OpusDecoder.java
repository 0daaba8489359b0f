package org.patchbay.codec.opus.internal;

import com.sun.jna.Pointer;
import org.patchbay.media.api.AudioDecoder;

/** One stream of a peer; stereo comes out as mono. */
final class OpusDecoder implements AudioDecoder {
    /** 120 ms, the longest packet (RFC 6716 §3.2.5). */
    private static final int MAX_SAMPLES = 5760;

    /** Six frames of 20 ms at the highest rate, and their lengths. */
    private static final int MAX_PACKET_BYTES = 8192;

    /** libopus conceals in steps of 2.5 ms. */
    private static final int CONCEAL_STEP = 120;

    private final BoundLibrary library;
    private final NativeBlock block = new NativeBlock(MAX_SAMPLES, MAX_PACKET_BYTES);
    private Pointer decoder;

    OpusDecoder(BoundLibrary library) {
        library.take();
        this.library = library;
        decoder = OpusLibrary.opus_decoder_create(OpusCodecFactory.RATE_HZ, 1, null);
        if (decoder == null) {
            block.free();
            library.giveBack();
            throw new OutOfMemoryError("libopus made no decoder");
        }
    }

    @Override
    public int decode(byte[] payload, int payloadOffset, int length, float[] samples, int offset) {
        requireOpen();
        if (length <= 0 || length > MAX_PACKET_BYTES) {
            return -1;
        }
        block.packet().write(0, payload, payloadOffset, length);
        int count =
                OpusLibrary.opus_decode_float(
                        decoder, block.packet(), length, block.samples(), MAX_SAMPLES, 0);
        if (count <= 0) {
            return -1;
        }
        block.samples().read(0, samples, offset, count);
        return count;
    }

    @Override
    public int samples(byte[] payload, int payloadOffset, int length) {
        return OpusPacket.samples(payload, payloadOffset, length);
    }

    @Override
    public int conceal(float[] samples, int offset, int count) {
        requireOpen();
        return fits(count) ? fill(null, 0, samples, offset, count, 0) : 0;
    }

    @Override
    public int recover(
            byte[] payload, int payloadOffset, int length, float[] samples, int offset, int count) {
        requireOpen();
        if (!fits(count)
                || length > MAX_PACKET_BYTES
                || !OpusPacket.repeatsLastFrame(payload, payloadOffset, length)) {
            return 0;
        }
        block.packet().write(0, payload, payloadOffset, length);
        return fill(block.packet(), length, samples, offset, count, 1);
    }

    private static boolean fits(int count) {
        return count > 0 && count <= MAX_SAMPLES && count % CONCEAL_STEP == 0;
    }

    private int fill(
            Pointer packet, int length, float[] samples, int offset, int count, int redundancy) {
        int made =
                OpusLibrary.opus_decode_float(
                        decoder, packet, length, block.samples(), count, redundancy);
        if (made <= 0) {
            return 0;
        }
        block.samples().read(0, samples, offset, made);
        return made;
    }

    private void requireOpen() {
        if (decoder == null) {
            throw new IllegalStateException("closed");
        }
    }

    @Override
    public void close() {
        if (decoder != null) {
            OpusLibrary.opus_decoder_destroy(decoder);
            decoder = null;
            block.free();
            library.giveBack();
        }
    }
}
