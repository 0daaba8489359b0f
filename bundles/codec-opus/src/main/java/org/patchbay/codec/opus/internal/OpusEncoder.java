package org.patchbay.codec.opus.internal;

import com.sun.jna.Pointer;
import org.patchbay.media.api.AudioEncoder;

/** One stream of ours, mono at 48 kHz. */
final class OpusEncoder implements AudioEncoder {
    /** 60 ms: the longest frame that is coded as one. */
    private static final int MAX_SAMPLES = 2880;

    /** RFC 6716 §3.2.1. */
    private static final int MAX_FRAME_BYTES = 1275;

    /** A packet this short has no audio in it: with DTX it need not be sent. */
    private static final int DTX_BYTES = 2;

    private final BoundLibrary library;
    private final boolean inBandFec;
    private final float[] clipped = new float[MAX_SAMPLES];
    private final NativeBlock block = new NativeBlock(MAX_SAMPLES, MAX_FRAME_BYTES);
    private Pointer encoder;
    private int lossPercent;

    OpusEncoder(BoundLibrary library, OpusSettings settings, OpusParameters remote) {
        library.take();
        this.library = library;
        encoder =
                OpusLibrary.opus_encoder_create(
                        OpusCodecFactory.RATE_HZ, 1, OpusLibrary.APPLICATION_VOIP, null);
        if (encoder == null) {
            block.free();
            library.giveBack();
            throw new OutOfMemoryError("libopus made no encoder");
        }
        inBandFec = remote.inBandFec();
        control(OpusLibrary.SET_COMPLEXITY, settings.complexity());
        control(OpusLibrary.SET_BITRATE, Math.min(settings.bitrate(), remote.maxBitrate()));
        control(OpusLibrary.SET_MAX_BANDWIDTH, remote.bandwidth());
        control(OpusLibrary.SET_VBR, remote.constantBitrate() ? 0 : 1);
        control(OpusLibrary.SET_INBAND_FEC, inBandFec ? 1 : 0);
        control(OpusLibrary.SET_DTX, settings.dtx() && remote.dtx() ? 1 : 0);
    }

    private void control(int request, int value) {
        OpusLibrary.opus_encoder_ctl(encoder, request, value);
    }

    @Override
    public int encode(float[] samples, int offset, int count, byte[] payload, int payloadOffset) {
        if (encoder == null) {
            throw new IllegalStateException("closed");
        }
        if (count > MAX_SAMPLES) {
            throw new IllegalArgumentException(count + " samples");
        }
        for (int i = 0; i < count; i++) {
            float sample = samples[offset + i];
            // written so that NaN becomes silence
            clipped[i] = sample >= -1f ? Math.min(sample, 1f) : sample < -1f ? -1f : 0f;
        }
        block.samples().write(0, clipped, 0, count);
        int room = Math.min(MAX_FRAME_BYTES, payload.length - payloadOffset);
        int length =
                OpusLibrary.opus_encode_float(
                        encoder, block.samples(), count, block.packet(), room);
        if (length <= DTX_BYTES) {
            return 0;
        }
        block.packet().read(0, payload, payloadOffset, length);
        return length;
    }

    /** Redundancy costs bits, so it is made only for peers that lose packets and can use it. */
    @Override
    public void expectLoss(int percent) {
        int bounded = Math.max(0, Math.min(100, percent));
        if (inBandFec && encoder != null && bounded != lossPercent) {
            lossPercent = bounded;
            control(OpusLibrary.SET_PACKET_LOSS_PERC, bounded);
        }
    }

    @Override
    public void close() {
        if (encoder != null) {
            OpusLibrary.opus_encoder_destroy(encoder);
            encoder = null;
            block.free();
            library.giveBack();
        }
    }
}
