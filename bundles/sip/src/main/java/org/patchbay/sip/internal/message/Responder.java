package org.patchbay.sip.internal.message;

/** The server transaction of one request. Never throws; what cannot be sent is counted. */
public interface Responder {
    void respond(Reply reply);

    /** Sends the last 2xx once more, past the transaction (RFC 3261 §13.3.1.4). */
    void repeat();
}
