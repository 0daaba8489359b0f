package org.patchbay.sip.internal.trunk;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.patchbay.sip.internal.auth.Challenges;
import org.patchbay.sip.internal.message.ClientTx;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.message.SipTransport;

/**
 * One request outside of dialogs, until it has its final answer: challenges are answered, and where
 * one server does not answer the next is asked (RFC 3263 §4.3). On the queue of its trunk.
 */
final class Enquiry {
    private final SipTransport transport;
    private final Draft draft;
    private final List<NextHop> hops;
    private final Challenges challenges;
    private final BiConsumer<SipResponse, NextHop> heard;
    private final Consumer<Outcome> done;
    private int at;
    private OutRequest request;
    private ClientTx transaction;

    /** How it ended. */
    sealed interface Outcome {
        record Answered(SipResponse response, NextHop by) implements Outcome {}

        record Failed(String reason) implements Outcome {}
    }

    /** Makes the request, each time with a CSeq and a branch of its own. */
    interface Draft {
        OutRequest to(NextHop hop);

        /** Without credentials. */
        OutRequest again(OutRequest request);
    }

    /**
     * @param hops at least one
     * @param heard told of each final answer, before anything follows from it
     */
    Enquiry(
            SipTransport transport,
            Draft draft,
            List<NextHop> hops,
            Challenges challenges,
            BiConsumer<SipResponse, NextHop> heard,
            Consumer<Outcome> done) {
        this.transport = transport;
        this.draft = draft;
        this.hops = hops;
        this.challenges = challenges;
        this.heard = heard;
        this.done = done;
    }

    void begin() {
        send(draft.to(hops.get(at)));
    }

    private void send(OutRequest next) {
        request = next;
        transaction = transport.send(next);
    }

    private boolean isAbout(String method, long cseq) {
        return request != null && request.method().equals(method) && request.cseq() == cseq;
    }

    void response(SipResponse response) {
        if (!isAbout(response.method(), response.head().cseq()) || response.isProvisional()) {
            return;
        }
        heard.accept(response, request.hop());
        if (response.isChallenge()) {
            var answer = challenges.answer(response, request);
            if (answer.isPresent()) {
                send(withCredential(answer.get()));
                return;
            }
        }
        boolean elsewhere = response.status() == 503 || response.status() == 408;
        if (!elsewhere || !next()) {
            finish(new Outcome.Answered(response, request.hop()));
        }
    }

    /**
     * RFC 3261 §22.2: same Call-ID, next CSeq. What a proxy was told before the registrar asked
     * (§22.3) is told again.
     */
    private OutRequest withCredential(Header header) {
        OutRequest next = draft.again(request);
        for (Header told : request.headers("uthorization")) {
            next = next.with(told);
        }
        return next.with(header);
    }

    void failure(TransactionFailure failure) {
        if (isAbout(failure.method(), failure.cseq()) && !next()) {
            finish(new Outcome.Failed(failure.sent() ? "no answer" : "cannot be reached"));
        }
    }

    /**
     * That server has been silent for long enough.
     *
     * @return false where there is no other
     */
    boolean overdue() {
        ClientTx silent = transaction;
        if (request == null || !next()) {
            return false;
        }
        silent.abandon();
        return true;
    }

    /** Nobody waits for it any more: it is not sent again. */
    void abandon() {
        request = null;
        if (transaction != null) {
            transaction.abandon();
        }
    }

    private boolean next() {
        if (at + 1 >= hops.size()) {
            return false;
        }
        at++;
        begin();
        return true;
    }

    private void finish(Outcome outcome) {
        request = null;
        done.accept(outcome);
    }
}
