package org.patchbay.sdp;

/**
 * A session description that cannot be understood. {@link #line()} says where, from 1; 0 where no
 * line is to blame.
 */
public final class SdpException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    public SdpException(int line, String message) {
        super(line > 0 ? "line " + line + ": " + message : message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
