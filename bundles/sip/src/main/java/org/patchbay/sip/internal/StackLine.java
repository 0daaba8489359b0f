package org.patchbay.sip.internal;

import java.time.Duration;
import org.patchbay.sip.internal.dialog.Tokens;
import org.patchbay.sip.internal.edge.Connections;
import org.patchbay.sip.internal.edge.JainEdge;
import org.patchbay.sip.internal.edge.Listening;
import org.patchbay.sip.internal.guard.GuardCounters;
import org.patchbay.sip.internal.message.ClientTx;
import org.patchbay.sip.internal.message.Inbox;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipTransport;
import org.patchbay.sip.internal.stats.SipCounters;
import org.patchbay.sip.internal.stats.SipFigures;
import org.patchbay.sip.internal.trace.SipTape;

/**
 * The stack in force. It stands for the stack while that is being made, for the stack needs
 * somebody to bring requests to, who needs the stack; and it can be made anew under calls that are
 * up, because dialogs are ours. Before it is there nothing can be sent.
 */
final class StackLine implements SipTransport, AutoCloseable {
    private final Listening listening;
    private final Tokens tokens;
    private final SipCounters counters;
    private final SipTape tape;
    private Inbox inbox;
    private volatile JainEdge edge;
    private volatile GuardCounters.Snapshot ofEarlier = GuardCounters.Snapshot.ZERO;
    private volatile SipFigures.Streams streamsOfEarlier = new SipFigures.Streams(0, 0, 0, 0);
    private boolean closed;

    StackLine(Listening listening, Tokens tokens, SipCounters counters, SipTape tape) {
        this.tape = tape;
        this.listening = listening;
        this.tokens = tokens;
        this.counters = counters;
    }

    synchronized void start(Inbox requests) {
        inbox = requests;
        edge = open();
    }

    private JainEdge open() {
        return new JainEdge(listening, tokens.tag(), inbox, counters, tape);
    }

    /**
     * Closes what there is and listens again. Open transactions and connections are lost; legs go
     * on with the new one. Where that throws, the next try may succeed.
     */
    synchronized void restart() {
        if (closed) {
            return;
        }
        JainEdge old = edge;
        old.close();
        ofEarlier = datagrams();
        streamsOfEarlier = streams();
        edge = open();
    }

    JainEdge edge() {
        JainEdge current = edge;
        if (current == null) {
            throw new IllegalStateException("SIP is starting");
        }
        return current;
    }

    @Override
    public ClientTx send(OutRequest request) {
        return edge().send(request);
    }

    @Override
    public void sendAck(OutRequest ack) {
        edge().sendAck(ack);
    }

    @Override
    public boolean isOpen(String connection) {
        return edge().isOpen(connection);
    }

    @Override
    public boolean speaks(String transport) {
        return edge().speaks(transport);
    }

    /** That connection counts as broken after such a silence. */
    void mostSilent(String connection, Duration time) {
        edge().streams().mostSilent(connection, time);
    }

    GuardCounters.Snapshot datagrams() {
        return ofEarlier.plus(edge().guard().counters());
    }

    SipFigures.Streams streams() {
        Connections current = edge().streams();
        SipFigures.Streams before = streamsOfEarlier;
        return new SipFigures.Streams(
                current.count(),
                before.dropped() + current.dropped(),
                before.tooFast() + current.tooFast(),
                before.closedIdle() + current.closedAsIdle());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (edge != null) {
            edge.close();
        }
    }
}
