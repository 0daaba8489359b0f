package org.patchbay.sip.internal.edge;

/** The stack cannot listen where it was told to. */
public final class SipStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SipStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
