package org.patchbay.sip.internal.message;

/** Answers one request. Never throws; what cannot be sent is counted. */
public interface Responder {
    /** Whether there is a server transaction: only then there may be more than one answer. */
    boolean keepsState();

    void respond(Reply reply);

    /** Sends the last 2xx once more, past the transaction (RFC 3261 §13.3.1.4). */
    void repeat();
}
