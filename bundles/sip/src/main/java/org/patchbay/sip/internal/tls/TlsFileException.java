package org.patchbay.sip.internal.tls;

/** A file of ours that TLS cannot run with; says which and why. */
public final class TlsFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsFileException(String message, Throwable cause) {
        super(cause == null ? message : message + ": " + cause.getMessage(), cause);
    }
}
