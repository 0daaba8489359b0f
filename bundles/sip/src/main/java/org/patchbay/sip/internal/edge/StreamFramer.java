package org.patchbay.sip.internal.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a byte stream into SIP messages by Content-Length (RFC 3261 §18.3). Keeps at most one
 * message of the longest allowed size, whatever a peer claims. One thread.
 */
final class StreamFramer {
    private final int maxBytes;
    private byte[] kept = new byte[0];
    private boolean broken;

    StreamFramer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * What a chunk completed.
     *
     * @param pings keep-alives between messages (RFC 5626 §3.5.1)
     * @param broken the stream cannot be followed any more
     */
    record Cut(List<byte[]> messages, int pings, boolean broken) {}

    Cut add(byte[] chunk) {
        List<byte[]> messages = new ArrayList<>();
        if (broken) {
            return new Cut(messages, 0, true);
        }
        byte[] data = join(kept, chunk);
        int at = 0;
        int pings = 0;
        while (at < data.length && !broken) {
            if (data[at] == '\r' || data[at] == '\n') {
                boolean ping = startsWith(data, at, "\r\n\r\n");
                if (!ping && data.length - at < 4 && isLineEnds(data, at)) {
                    break; // the second half of a ping may come with the next chunk
                }
                at += ping ? 4 : 1;
                pings += ping ? 1 : 0;
                continue;
            }
            int length = messageLength(data, at);
            if (length < 0) {
                break;
            }
            messages.add(Arrays.copyOfRange(data, at, at + length));
            at += length;
        }
        kept = Arrays.copyOfRange(data, at, data.length);
        return new Cut(messages, pings, broken);
    }

    /** What has come of a message that is not complete; all that is left where it is broken. */
    byte[] rest() {
        return kept;
    }

    /** −1 where the message is not complete, or broken is set. */
    private int messageLength(byte[] data, int from) {
        int headEnd = headEnd(data, from);
        if (headEnd < 0) {
            broken = data.length - from > maxBytes;
            return -1;
        }
        int body = contentLength(data, from, headEnd);
        if (body < 0 || headEnd - from + (long) body > maxBytes) {
            broken = true;
            return -1;
        }
        int length = headEnd - from + body;
        return data.length - from >= length ? length : -1;
    }

    private static int headEnd(byte[] data, int from) {
        for (int i = from; i + 1 < data.length; i++) {
            if (data[i] == '\n' && data[i + 1] == '\n') {
                return i + 2;
            }
            if (startsWith(data, i, "\r\n\r\n")) {
                return i + 4;
            }
        }
        return -1;
    }

    /** A missing one is 0; −1 where it is no sensible number or said twice differently. */
    private static int contentLength(byte[] data, int from, int headEnd) {
        String head = new String(data, from, headEnd - from, StandardCharsets.ISO_8859_1);
        int found = -1;
        for (String line : head.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                continue;
            }
            String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            if (name.equals("content-length") || name.equals("l")) {
                int value = number(line.substring(colon + 1).trim());
                if (value < 0 || found >= 0 && found != value) {
                    return -1;
                }
                found = value;
            }
        }
        return Math.max(found, 0);
    }

    private static int number(String text) {
        boolean digits =
                !text.isEmpty()
                        && text.length() <= 6
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -1;
    }

    private static boolean isLineEnds(byte[] data, int from) {
        for (int i = from; i < data.length; i++) {
            if (data[i] != '\r' && data[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] data, int from, String text) {
        if (data.length - from < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (data[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
