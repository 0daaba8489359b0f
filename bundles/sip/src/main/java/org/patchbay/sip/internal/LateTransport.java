package org.patchbay.sip.internal;

import org.patchbay.sip.internal.message.ClientTx;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipTransport;

/**
 * Stands for the stack while it is being made: the stack needs somebody to bring requests to, who
 * needs the stack. Before it is there nothing can be sent.
 */
final class LateTransport implements SipTransport {
    private volatile SipTransport real;

    void is(SipTransport transport) {
        real = transport;
    }

    private SipTransport real() {
        SipTransport transport = real;
        if (transport == null) {
            throw new IllegalStateException("SIP is starting");
        }
        return transport;
    }

    @Override
    public ClientTx send(OutRequest request) {
        return real().send(request);
    }

    @Override
    public void sendAck(OutRequest ack) {
        real().sendAck(ack);
    }

    @Override
    public boolean isOpen(String connection) {
        return real().isOpen(connection);
    }

    @Override
    public boolean speaks(String transport) {
        return real().speaks(transport);
    }
}
