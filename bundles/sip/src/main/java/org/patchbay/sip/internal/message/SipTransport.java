package org.patchbay.sip.internal.message;

/** The stack as the rest of the bundle sees it. Any thread may call; nothing blocks. */
public interface SipTransport {
    /**
     * Begins a transaction. What cannot be sent is told to the {@link Inbox} as a failure.
     *
     * @return to cancel or abandon it
     */
    ClientTx send(OutRequest request);

    /** Sends the ACK of a 2xx, which is outside of any transaction (RFC 3261 §13.2.2.4). */
    void sendAck(OutRequest ack);

    /** Whether a connection of that id is open. */
    boolean isOpen(String connection);

    boolean speaks(String transport);
}
