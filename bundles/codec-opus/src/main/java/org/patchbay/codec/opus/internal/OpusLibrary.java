package org.patchbay.codec.opus.internal;

import com.sun.jna.Pointer;

/**
 * libopus by JNA direct mapping, once {@link BoundLibrary} has bound it: no garbage, a tenth of a
 * microsecond a call. The control functions are variadic in C; calling them with fixed arguments is
 * the same on Linux (x86-64 and aarch64), for which this is meant.
 */
final class OpusLibrary {
    static final int APPLICATION_VOIP = 2048;

    static final int SET_BITRATE = 4002;
    static final int SET_MAX_BANDWIDTH = 4004;
    static final int SET_VBR = 4006;
    static final int SET_COMPLEXITY = 4010;
    static final int SET_INBAND_FEC = 4012;
    static final int SET_PACKET_LOSS_PERC = 4014;
    static final int SET_DTX = 4016;

    private OpusLibrary() {}

    static native String opus_get_version_string();

    static native Pointer opus_encoder_create(
            int rateHz, int channels, int application, Pointer error);

    static native int opus_encoder_ctl(Pointer encoder, int request, int value);

    /** Bytes written, or a negative error. */
    static native int opus_encode_float(
            Pointer encoder, Pointer samples, int count, Pointer packet, int room);

    static native void opus_encoder_destroy(Pointer encoder);

    static native Pointer opus_decoder_create(int rateHz, int channels, Pointer error);

    /**
     * Samples written, or a negative error.
     *
     * @param packet null to conceal a loss
     * @param redundancy 1 to decode the frame before this packet from what the packet repeats of it
     */
    static native int opus_decode_float(
            Pointer decoder,
            Pointer packet,
            int length,
            Pointer samples,
            int count,
            int redundancy);

    static native void opus_decoder_destroy(Pointer decoder);
}
