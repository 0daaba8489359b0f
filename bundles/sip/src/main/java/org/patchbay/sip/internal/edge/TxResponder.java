package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.stats.SipCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers by a server transaction of the stack. On the queue of the Call-ID. */
final class TxResponder implements Responder {
    static final Responder NONE =
            new Responder() {
                @Override
                public boolean keepsState() {
                    return false;
                }

                @Override
                public void respond(Reply reply) {}

                @Override
                public void repeat() {}
            };

    private static final Logger LOG = LoggerFactory.getLogger(TxResponder.class);

    private final SipProvider provider;
    private final MessageWriter writer;
    private final SipCounters counters;
    private final ServerTransaction tx;
    private final SIPRequest request;
    private SIPResponse last;

    TxResponder(
            SipProvider provider,
            MessageWriter writer,
            SipCounters counters,
            ServerTransaction tx,
            SIPRequest request) {
        this.provider = provider;
        this.writer = writer;
        this.counters = counters;
        this.tx = tx;
        this.request = request;
    }

    @Override
    public boolean keepsState() {
        return true;
    }

    @Override
    public void respond(Reply reply) {
        try {
            SIPResponse response = writer.response(request, reply);
            last = response;
            tx.sendResponse(response);
            counters.sent();
        } catch (SipException | ParseException | InvalidArgumentException | RuntimeException e) {
            counters.unsendable();
            LOG.debug("cannot answer {}: {}", request.getMethod(), e.toString());
        }
    }

    @Override
    public void repeat() {
        if (last == null) {
            return;
        }
        try {
            provider.sendResponse((SIPResponse) last.clone());
            counters.sent();
        } catch (SipException | RuntimeException e) {
            counters.unsendable();
            LOG.debug("cannot repeat an answer: {}", e.toString());
        }
    }
}
