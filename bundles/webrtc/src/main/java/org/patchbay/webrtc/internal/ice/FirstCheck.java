package org.patchbay.webrtc.internal.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first that a browser says: whom it wants, and in which go of its own (RFC 8445 §7.2.2).
 * Proves nothing.
 *
 * @param ours our fragment
 * @param theirs the browser's, as its description has it
 */
record FirstCheck(String ours, String theirs) {
    private static final int HEADER = 20;
    private static final int BINDING_REQUEST = 0x0001;
    private static final int COOKIE = 0x2112A442;
    private static final int USERNAME = 0x0006;

    /** Empty for what is no check. */
    static Optional<FirstCheck> of(byte[] data, int offset, int length) {
        ByteBuffer stun = ByteBuffer.wrap(data, offset, length).slice();
        if (length < HEADER || stun.getShort(0) != BINDING_REQUEST || stun.getInt(4) != COOKIE) {
            return Optional.empty();
        }
        int at = HEADER;
        while (at + 4 <= length) {
            int kind = stun.getShort(at) & 0xFFFF;
            int size = stun.getShort(at + 2) & 0xFFFF;
            if (kind == USERNAME && at + 4 + size <= length) {
                return of(new String(data, offset + at + 4, size, StandardCharsets.UTF_8));
            }
            at += 4 + (size + 3 & ~3);
        }
        return Optional.empty();
    }

    private static Optional<FirstCheck> of(String user) {
        int colon = user.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new FirstCheck(user.substring(0, colon), user.substring(colon + 1)));
    }
}
