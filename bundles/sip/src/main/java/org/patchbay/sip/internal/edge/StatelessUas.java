package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.text.ParseException;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.header.AuthorizationHeader;
import javax.sip.message.Request;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.stats.SipCounters;

/**
 * Answers without a transaction (RFC 3261 §8.2.7): what the stack makes none of, what is not worth
 * one, and what may be answered twice. Any thread.
 */
final class StatelessUas {
    private final Supplier<SipProvider> provider;
    private final MessageWriter writer;
    private final SipCounters counters;

    StatelessUas(Supplier<SipProvider> provider, MessageWriter writer, SipCounters counters) {
        this.provider = provider;
        this.writer = writer;
        this.counters = counters;
    }

    /**
     * Whether no transaction is needed, which would keep the message for 32 s: for OPTIONS, and a
     * REGISTER that is only to be challenged. On a stream nothing is sent again.
     */
    static boolean suffices(SIPRequest request) {
        String method = request.getMethod();
        return request.getToTag() == null
                && "udp".equalsIgnoreCase(request.getTopmostVia().getTransport())
                && (method.equals(Request.OPTIONS)
                        || method.equals(Request.REGISTER)
                                && request.getHeader(AuthorizationHeader.NAME) == null);
    }

    Responder responder(SIPRequest request) {
        return new Responder() {
            @Override
            public void respond(Reply reply) {
                StatelessUas.this.respond(request, reply);
            }

            @Override
            public void repeat() {}
        };
    }

    void respond(SIPRequest request, Reply reply) {
        try {
            if (!request.getMethod().equals(Request.ACK)) {
                send(request, writer.response(request, reply.tag(tagOf(request))));
                counters.sent();
            }
        } catch (SipException | IOException | ParseException | RuntimeException e) {
            counters.unsendable();
        }
    }

    /**
     * On a stream by the same connection (§18.2.2): the Via's port is one that we may not reach.
     */
    private void send(SIPRequest request, SIPResponse response) throws SipException, IOException {
        if (request.getMessageChannel() instanceof FlowChannel flow) {
            flow.sendMessage(response);
        } else {
            provider.get().sendResponse(response);
        }
    }

    /** Without a state the same request must get the same tag again (§8.2.7). */
    private static String tagOf(SIPRequest request) {
        int hash = Objects.hash(request.getTopmostVia().getBranch(), request.getCallId());
        return Integer.toHexString(hash);
    }
}
