package org.patchbay.codec.opus.internal;

import java.util.Locale;

/**
 * What the peer's fmtp asks of our encoder (RFC 7587 §6.1). From the network: whatever is unknown,
 * unreadable or out of range is as if it were not there.
 *
 * @param maxBitrate of {@code maxaveragebitrate}, bit/s
 * @param maxPlaybackRateHz of {@code maxplaybackrate}
 * @param constantBitrate of {@code cbr}
 * @param inBandFec of {@code useinbandfec}
 * @param dtx of {@code usedtx}
 */
record OpusParameters(
        int maxBitrate,
        int maxPlaybackRateHz,
        boolean constantBitrate,
        boolean inBandFec,
        boolean dtx) {
    private static final int MAX_CHARS = 1024;
    private static final int MAX_DIGITS = 9;

    static OpusParameters read(String fmtp) {
        String text = fmtp.length() > MAX_CHARS ? "" : fmtp;
        return new OpusParameters(
                number(
                        text,
                        "maxaveragebitrate",
                        OpusSettings.MIN_BITRATE,
                        OpusSettings.MAX_BITRATE),
                number(text, "maxplaybackrate", 8_000, 48_000),
                number(text, "cbr", 1, 0) == 1,
                number(text, "useinbandfec", 1, 0) == 1,
                number(text, "usedtx", 1, 0) == 1);
    }

    /** OPUS_SET_MAX_BANDWIDTH: nothing is gained by what the peer cannot play. */
    int bandwidth() {
        int narrowest = 1101;
        int[] ratesHz = {8_000, 12_000, 16_000, 24_000};
        for (int i = 0; i < ratesHz.length; i++) {
            if (maxPlaybackRateHz <= ratesHz[i]) {
                return narrowest + i;
            }
        }
        return narrowest + ratesHz.length;
    }

    /** The first value of that name if it lies in the range, else {@code otherwise}. */
    private static int number(String fmtp, String name, int least, int otherwise) {
        int most = Math.max(least, otherwise);
        for (String parameter : fmtp.split(";")) {
            int equals = parameter.indexOf('=');
            if (equals > 0
                    && parameter
                            .substring(0, equals)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals(name)) {
                int value = digits(parameter.substring(equals + 1).strip());
                return value >= least && value <= most ? value : otherwise;
            }
        }
        return otherwise;
    }

    private static int digits(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
