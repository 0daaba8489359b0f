package org.patchbay.sdp;

/**
 * Both sides are well formed, but no audio format is known to both: SIP's 488 (RFC 3261 §21.4.26).
 */
public final class NoCommonFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoCommonFormatException(String message) {
        super(message);
    }
}
