package org.patchbay.media.api;

/** Every port pair of the configured range is in use. */
public final class NoMediaPortException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoMediaPortException(String message) {
        super(message);
    }
}
