package org.patchbay.codec.opus.internal;

/**
 * What the operator chose, brought into range.
 *
 * @param complexity 0 (cheap) … 10
 * @param bitrate of what we send, in bit/s, 6000…510000
 * @param dtx ask peers to send nothing in silence, and do so for those who ask
 */
record OpusSettings(int complexity, int bitrate, boolean dtx) {
    static final int MIN_BITRATE = 6_000;
    static final int MAX_BITRATE = 510_000;

    OpusSettings {
        complexity = Math.max(0, Math.min(10, complexity));
        bitrate = Math.max(MIN_BITRATE, Math.min(MAX_BITRATE, bitrate));
    }
}
