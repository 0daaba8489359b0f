package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import org.patchbay.sip.internal.guard.GuardSettings;
import org.patchbay.sip.internal.guard.GuardedNetworkLayer;
import org.patchbay.sip.internal.message.ClientTx;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Inbox;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipTransport;
import org.patchbay.sip.internal.stats.SipCounters;
import org.patchbay.sip.internal.trace.SipTape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one class that the stack calls. It makes the server transaction at once, so that a
 * retransmission is never a second call, and hands a record of ours to the {@link Inbox}.
 */
public final class JainEdge implements SipListener, SipTransport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JainEdge.class);

    /** How the stack words a failed connect, which it reports as a response of the far side. */
    private static final String CONNECT_FAILED = "Transport error sending request.";

    private static final Reply BUSY = Reply.of(503).reason("Busy");
    private static final int CALL_AGAIN_AFTER_S = 5;

    private final Inbox inbox;
    private final SipCounters counters;
    private final MessageWriter writer = new MessageWriter();
    private final StatelessUas stateless;
    private final Connections connections;
    private final Heading heading = new Heading();
    private final StackThreads threads;
    private final SipTape tape;
    private final PatchbayStack stack;
    private final SipProvider provider;

    /**
     * Binds and listens.
     *
     * @throws SipStartException where an address cannot be bound
     */
    public JainEdge(
            Listening listening, String bootId, Inbox inbox, SipCounters counters, SipTape tape) {
        this.tape = tape;
        this.inbox = inbox;
        this.counters = counters;
        this.stateless = new StatelessUas(this::provider, writer, counters);
        this.connections =
                new Connections(bootId, inbox::closed, GuardSettings.DEFAULT, System::nanoTime);
        this.threads = new StackThreads("sip-stack-" + listening.port());
        Started started = threads.call(() -> start(listening, "patchbay-" + bootId));
        this.stack = started.stack();
        this.provider = started.provider();
        threads.rename();
    }

    private record Started(PatchbayStack stack, SipProvider provider) {}

    private Started start(Listening listening, String name) throws Exception {
        PatchbayStack newStack =
                new PatchbayStack(
                        StackSettings.properties(name),
                        new Shared(
                                connections, new MessageFailures(counters, System::nanoTime), tape),
                        listening,
                        heading);
        try {
            SipProvider newProvider = null;
            for (String transport : listening.transports()) {
                ListeningPoint point =
                        newStack.createListeningPoint(
                                listening.address(), listening.port(), transport);
                if (newProvider == null) {
                    newProvider = newStack.createSipProvider(point);
                    newProvider.addSipListener(this);
                } else {
                    newProvider.addListeningPoint(point);
                }
            }
            newStack.start();
            if (newProvider != null) {
                listenToSecret(listening, newStack, newProvider);
            }
            return new Started(newStack, newProvider);
        } catch (Exception e) {
            newStack.stop();
            throw e;
        }
    }

    /** A port that is taken must not keep those from calling who need none. */
    private static void listenToSecret(
            Listening listening, PatchbayStack stack, SipProvider provider) {
        if (listening.tls().isEmpty()) {
            return;
        }
        Map<String, Integer> ports =
                Map.of("tls", listening.tls().get().port(), "wss", listening.ws().port());
        ports.forEach(
                (transport, port) -> {
                    try {
                        if (port != 0) {
                            provider.addListeningPoint(
                                    stack.createListeningPoint(
                                            listening.address(), port, transport));
                        }
                    } catch (Exception e) {
                        LOG.error(
                                "SIP over {} cannot listen on port {}: {}",
                                transport,
                                port,
                                e.getMessage());
                    }
                });
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        counters.request(request.getMethod());
        Responder responder = null;
        try {
            answerWhereItCameFrom(request);
            OldRequest.complete(request);
            OptionalInt again = againAfterS(request);
            if (again.isPresent()) {
                String seconds = Integer.toString(again.getAsInt());
                stateless.respond(request, BUSY.header("Retry-After", seconds));
                return;
            }
            if (!request.getMethod().equals(Request.ACK)) {
                responder =
                        StatelessUas.suffices(request, inbox::trusts)
                                ? stateless.responder(request)
                                : new TxResponder(
                                        provider, writer, counters, transaction(event), request);
            }
            SipRequest read = MessageReader.request(request);
            inbox.request(read, responder == null ? TxResponder.NONE : responder);
        } catch (TransactionAlreadyExistsException e) {
            counters.dropped(); // a retransmission that overtook its own answer
        } catch (SipException | ParseException | InvalidArgumentException | RuntimeException e) {
            counters.unreadable();
            LOG.debug("unreadable {}: {}", request.getMethod(), e.toString());
            if (responder != null) {
                responder.respond(Reply.of(400));
            } else {
                stateless.respond(request, Reply.of(400));
            }
        }
    }

    /** Not there yet while the stack starts. */
    private SipProvider provider() {
        return provider;
    }

    /** Empty where it is taken; else when it is to come again. */
    private OptionalInt againAfterS(SIPRequest request) {
        if (isNewCall(request) && !inbox.takesCall()) {
            return OptionalInt.of(CALL_AGAIN_AFTER_S);
        }
        // subscriptions are renewed as registrations are
        return List.of(Request.REGISTER, Request.SUBSCRIBE).contains(request.getMethod())
                        && !inbox.takesRegistration()
                ? OptionalInt.of(inbox.registerAgainAfterS())
                : OptionalInt.empty();
    }

    /** A retransmission does not come here: its transaction takes it. */
    private static boolean isNewCall(SIPRequest request) {
        return request.getMethod().equals(Request.INVITE) && request.getToTag() == null;
    }

    /**
     * The stack answers over the transport that the Via names. A datagram that says TCP would make
     * us connect to whoever its source claims to be.
     */
    private static void answerWhereItCameFrom(SIPRequest request) throws ParseException {
        Object channel = request.getMessageChannel();
        if (channel instanceof MessageChannel) {
            String real = ((MessageChannel) channel).getTransport();
            if (!real.equalsIgnoreCase(request.getTopmostVia().getTransport())) {
                request.getTopmostVia().setTransport(real);
            }
        }
    }

    private ServerTransaction transaction(RequestEvent event) throws SipException {
        ServerTransaction given = event.getServerTransaction();
        return given != null ? given : provider.getNewServerTransaction(event.getRequest());
    }

    @Override
    public void processResponse(ResponseEvent event) {
        counters.received();
        try {
            SIPResponse response = (SIPResponse) event.getResponse();
            if (isConnectFailure(response)) {
                failed(event.getClientTransaction(), false);
            } else {
                inbox.response(MessageReader.response(response));
            }
        } catch (RuntimeException e) {
            counters.unreadable();
            LOG.debug("unreadable response: {}", e.toString());
        }
    }

    private static boolean isConnectFailure(SIPResponse response) {
        return response.getStatusCode() == 503
                && response.getToTag() == null
                && CONNECT_FAILED.equals(response.getReasonPhrase());
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            failed(event.getClientTransaction(), true);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        if (event.getSource() instanceof ClientTransaction) {
            failed((ClientTransaction) event.getSource(), false);
        }
    }

    /** What failed stands on the transaction: the stack drops requests early. */
    private void failed(ClientTransaction transaction, boolean sent) {
        if (transaction != null
                && transaction.getApplicationData() instanceof TransactionFailure what) {
            inbox.failed(sent ? what : what.unsent());
        }
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public ClientTx send(OutRequest out) {
        heading.towards(out.hop());
        try {
            requireConnection(out.hop());
            ClientTransaction tx = provider.getNewClientTransaction(writer.request(out));
            tx.setApplicationData(TransactionFailure.of(out)); // it stays for 32 s
            tx.sendRequest();
            counters.sent();
            return new EdgeClientTx(tx, out.hop());
        } catch (SipException | ParseException | InvalidArgumentException | RuntimeException e) {
            counters.unsendable();
            LOG.debug("cannot send {} to {}: {}", out.method(), out.hop(), e.toString());
            inbox.failed(TransactionFailure.of(out).unsent());
            return EdgeClientTx.NONE;
        } finally {
            heading.arrived();
        }
    }

    /** Nobody listens at the far end of an accepted connection: without it there is no way. */
    private void requireConnection(NextHop hop) throws SipException {
        if (hop.needsConnection() && !connections.isOpen(hop.connection())) {
            throw new SipException("the connection is gone");
        }
    }

    @Override
    public void sendAck(OutRequest ack) {
        heading.towards(ack.hop());
        try {
            requireConnection(ack.hop());
            provider.sendRequest(writer.request(ack));
            counters.sent();
        } catch (SipException | ParseException | InvalidArgumentException | RuntimeException e) {
            counters.unsendable();
            LOG.debug("cannot send ACK to {}: {}", ack.hop(), e.toString());
        } finally {
            heading.arrived();
        }
    }

    @Override
    public boolean isOpen(String connection) {
        return connections.isOpen(connection);
    }

    @Override
    public boolean speaks(String transport) {
        return provider.getListeningPoint(transport) != null;
    }

    public Connections streams() {
        return connections;
    }

    /** What stands before the stack's datagram sockets. */
    public GuardedNetworkLayer guard() {
        return (GuardedNetworkLayer) stack.getNetworkLayer();
    }

    /** How many requests are kept for their retransmissions. */
    public int serverTransactions() {
        return stack.getServerTransactionTableSize();
    }

    /** Closes the sockets and joins the stack's threads. */
    @Override
    public void close() {
        try {
            stack.stop();
        } finally {
            threads.join();
            connections.allClosed();
        }
    }

    /** A client transaction of the stack. */
    private final class EdgeClientTx implements ClientTx {
        static final ClientTx NONE =
                new ClientTx() {
                    @Override
                    public void cancel(List<Header> headers) {}

                    @Override
                    public void abandon() {}
                };

        private final ClientTransaction tx;
        private final NextHop hop;

        EdgeClientTx(ClientTransaction tx, NextHop hop) {
            this.tx = tx;
            this.hop = hop;
        }

        @Override
        public void cancel(List<Header> headers) {
            heading.towards(hop);
            try {
                SIPRequest cancel = (SIPRequest) tx.createCancel();
                cancel.setApplicationData(hop);
                writer.more(cancel, headers);
                provider.getNewClientTransaction(cancel).sendRequest();
                counters.sent();
            } catch (SipException | ParseException | RuntimeException e) {
                counters.unsendable();
                LOG.debug("cannot cancel: {}", e.toString());
            } finally {
                heading.arrived();
            }
        }

        @Override
        public void abandon() {
            try {
                tx.terminate();
            } catch (SipException | RuntimeException e) {
                LOG.debug("cannot abandon: {}", e.toString());
            }
        }
    }
}
