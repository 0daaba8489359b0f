package org.patchbay.sip.internal.leg;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegEvents;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.dialog.UacInvite;
import org.patchbay.sip.internal.dialog.UacInvite.Effect;
import org.patchbay.sip.internal.dialog.UacInvite.Event;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.ClientTx;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;

/** A leg that we dial. */
public final class OutgoingLeg extends SipLeg {
    /** Of a fork that answered after another of the same call. */
    private static final DisconnectCause ELSEWHERE = DisconnectCause.of(Reason.ANSWERED_ELSEWHERE);

    final Trail trail;
    private final Forks forks = new Forks(inDialog().sender());
    private final EarlyDialogs ringing = new EarlyDialogs(this, inDialog().sender());

    private UacInvite machine = UacInvite.begin();
    private volatile OutRequest invite;
    private ClientTx transaction;
    private volatile NextHop flow;
    private Callee callee;
    private Attempts attempts = Attempts.NONE;
    private final GivenUp givenUp = new GivenUp(inDialog().sender());
    private DisconnectCause leaving = DisconnectCause.of(Reason.NORMAL);
    private SipResponse lastFinal;
    private final CalleeAnswer answer = new CalleeAnswer(this);

    OutgoingLeg(House house, DialRequest request, LegEvents events, Credentials credentials) {
        super(
                house,
                request.leg(),
                house.queues().nearby(house.tokens()::callId),
                request.target().toString(),
                credentials);
        trail = Trail.of(request, house.tokens());
        events(events);
    }

    /** Sends the INVITE. On the queue. */
    void begin(Callee whom) {
        if (isOver()) {
            forget(0);
            return;
        }
        callee = whom;
        attempts = new Attempts(whom.hop(), whom.others(), whom.patience());
        flow = whom.hop();
        Optional<MediaKeying> keying =
                house.srtp().keying(whom.media().srtp(), flow, Optional.empty());
        if (keying.isEmpty()) {
            String why = "SRTP is required, but TLS is not used";
            fail(DisconnectCause.of(Reason.NO_COMMON_CODEC, why));
            return;
        }
        if (!openMedia(whom.media(), keying.get())) {
            fail(DisconnectCause.of(Reason.UNAVAILABLE, "no media"));
            return;
        }
        then(
                media.offer(),
                (offer, e) -> {
                    if (isOver()) {
                        forget(0);
                    } else if (e != null) {
                        fail(DisconnectCause.of(Reason.SERVER_ERROR, "no offer"));
                    } else {
                        invite(offer);
                    }
                });
    }

    private void invite(String offer) {
        state("calling");
        invite = draft(callee.from().withTag(house.tokens().tag()), 1, Body.sdp(offer));
        send();
    }

    private OutRequest draft(NameAddr from, long cseq, Body offer) {
        String branch = house.tokens().branch();
        OutRequest draft = callee.invite(callId, from, cseq, branch, local(), flow, offer);
        return trail.mark(inDialog().session().timed(draft));
    }

    private void send() {
        attempts.sent(now());
        transaction = house.transport().send(invite);
        rearm();
    }

    /** The next server, as if new (RFC 3263 §4.3); false where there is none, or no need. */
    private boolean tryNext() {
        Optional<NextHop> next = machine.wantsToLeave() ? Optional.empty() : attempts.next();
        if (next.isPresent()) {
            givenUp.add(invite);
            flow = next.get();
            invite = draft(invite.from(), invite.cseq() + 1, invite.body().orElseThrow());
            apply(machine.next(new Event.SentAgain(), now()));
            send();
        }
        return next.isPresent();
    }

    /** No sign of it: whoever waits for this leg may go elsewhere, and we still clean up. */
    private void overdue() {
        ClientTx silent = transaction;
        if (tryNext()) {
            silent.abandon();
        } else {
            DisconnectCause silence = DisconnectCause.of(Reason.TIMEOUT, "no response");
            end(silence);
            leave(silence);
        }
    }

    /** It never came to an INVITE, or nothing more is to be said. */
    void fail(DisconnectCause cause) {
        end(cause);
        forget(0);
    }

    // ---- the hub

    @Override
    public CompletionStage<Void> answer() {
        return CompletableFuture.failedFuture(
                new IllegalStateException("a dialled leg is answered by the far side"));
    }

    @Override
    void leave(DisconnectCause cause) {
        leaving = cause;
        if (dialog != null) {
            inDialog().bye(cause);
        } else if (invite == null) {
            forget(0);
        } else {
            apply(machine.next(new Event.HangUp(), now()));
        }
    }

    // ---- the network

    @Override
    boolean owns(SipRequest request) {
        if (dialog != null) {
            return dialog.owns(request);
        }
        return invite != null
                && request.head().to().tag().equals(invite.from().tag())
                && request.callId().equals(callId);
    }

    @Override
    String localTag() {
        return invite == null ? "" : invite.from().tag();
    }

    @Override
    public boolean isSameInvite(SipRequest other) {
        return false;
    }

    @Override
    public boolean isTransaction(String branch) {
        return inDialog().isReinvite(branch);
    }

    @Override
    public void onCancel(String branch, Responder responder) {
        inDialog().cancelReinvite(responder);
    }

    /** Of the INVITE as it went out last. */
    private boolean isFirst(String method, long cseq) {
        return invite != null && method.equals(Methods.INVITE) && cseq == invite.cseq();
    }

    @Override
    public void onResponse(SipResponse response) {
        if (!isFirst(response.method(), response.head().cseq())) {
            if (response.method().equals(Methods.PRACK)) {
                ringing.response(response);
            } else if (!givenUp.takes(response)) {
                inDialog().response(response);
            }
            return;
        }
        attempts.heard();
        if (response.isProvisional()) {
            early(response);
        } else if (response.isSuccess()) {
            success(response);
        } else {
            refused(response);
        }
    }

    private void early(SipResponse response) {
        boolean described = ringing.answer(response.toTag()).isPresent();
        if (!ringing.heard(invite, response) || dialog != null) {
            return; // come before, or from another than who has answered
        }
        boolean welcome = !machine.wantsToLeave();
        apply(machine.next(new Event.Provisional(response.status(), response.toTag()), now()));
        if (!welcome || response.status() == 100 || isOver()) {
            return;
        }
        state("early");
        early(response.toTag());
        if (response.status() == 180) {
            events().ringing();
        }
        if (!described) {
            Optional<String> sdp = response.head().sdp();
            sdp.ifPresent(s -> then(answer.came(response.toTag(), s), (ok, e) -> earlyMedia(e)));
        }
    }

    private void earlyMedia(Throwable failure) {
        if (failure == null && !isOver() && dialog == null) {
            events().earlyMedia();
        }
    }

    private void success(SipResponse response) {
        String tag = response.toTag();
        forks.answered(invite, response, ringing.of(tag));
        lastFinal = response;
        inDialog().connected().heard(response.head());
        apply(machine.next(new Event.Success(tag), now()));
    }

    private void refused(SipResponse response) {
        if (response.isChallenge() && !machine.wantsToLeave()) {
            Optional<Header> answer = credentials.answer(response, invite);
            if (answer.isPresent()) {
                sendAgain(invite.with(answer.get()));
                return;
            }
        }
        if (!machine.wantsToLeave() && inDialog().session().raised(response)) {
            sendAgain(inDialog().session().timed(invite));
            return;
        }
        if (response.status() == 503 && tryNext()) {
            return;
        }
        lastFinal = response;
        apply(machine.next(new Event.Failure(response.status()), now()));
    }

    /** RFC 3261 §22.2, RFC 4028 §7.3: same Call-ID and From, next CSeq. */
    private void sendAgain(OutRequest changed) {
        invite = changed.again(invite.cseq() + 1, house.tokens().branch());
        apply(machine.next(new Event.SentAgain(), now()));
        send();
    }

    @Override
    public void onFailure(TransactionFailure failure) {
        boolean first = isFirst(failure.method(), failure.cseq());
        if (first && !tryNext()) {
            apply(machine.next(new Event.NoResponse(), now()));
        } else if (!first) {
            inDialog().failure(failure);
        }
    }

    @Override
    void onAck(SipRequest ack) {}

    @Override
    void onEarly(SipRequest request, Responder responder) {
        ringing.request(request, responder);
    }

    @Override
    void onBye() {
        end(DisconnectCause.of(Reason.NORMAL));
        forgetAfterForks();
    }

    @Override
    void gone() {
        forgetAfterForks();
    }

    @Override
    boolean isSettled() {
        return dialog != null;
    }

    @Override
    void tick(long now) {
        if (attempts.isOverdue(now) && !isOver()) {
            overdue();
        }
        apply(machine.next(new Event.Tick(), now));
    }

    @Override
    long wakeAt() {
        return isOver() ? machine.wakeAt() : Math.min(machine.wakeAt(), attempts.answerBy());
    }

    private void apply(UacInvite.Step step) {
        boolean ended =
                machine.state() != UacInvite.State.ENDED
                        && step.state().state() == UacInvite.State.ENDED;
        machine = step.state();
        step.effects().forEach(this::carryOut);
        rearm();
        if (ended && dialog == null) {
            // another fork's 2xx may still be under way after one that crossed our CANCEL
            forget(forks.isEmpty() ? 0 : Timing.T1_64);
        }
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.SendCancel) {
            transaction.cancel(Causes.reasonHeaders(leaving));
        } else if (effect instanceof Effect.SendAck) {
            forks.ack(((Effect.SendAck) effect).tag(), invite);
        } else if (effect instanceof Effect.SendBye) {
            forks.bye(((Effect.SendBye) effect).tag(), dialog == null ? leaving : ELSEWHERE);
        } else if (effect instanceof Effect.Answered) {
            answered(((Effect.Answered) effect).tag());
        } else if (effect instanceof Effect.Refused) {
            DisconnectCause said = DisconnectCause.ofSip(lastFinal.status(), lastFinal.reason());
            Redirection.of(lastFinal, house, local())
                    .ifPresentOrElse(events()::redirected, () -> end(said));
        } else if (effect instanceof Effect.Unreachable) {
            end(DisconnectCause.of(Reason.TIMEOUT, "no response"));
        } else if (effect instanceof Effect.Abandon) {
            transaction.abandon();
        }
    }

    private void answered(String tag) {
        dialog = forks.of(tag);
        transaction = null; // done with it, and the leg may stay for the forks
        state("confirmed");
        inDialog().session().agreed(lastFinal);
        then(
                answer.agreed(tag, ringing.answer(tag), lastFinal.head().sdp()),
                (nothing, e) -> {
                    if (isOver()) {
                        return;
                    }
                    if (e != null) {
                        inDialog().lost(Reason.NO_COMMON_CODEC, "no usable answer");
                        return;
                    }
                    events().answered();
                    tellHeld();
                });
    }

    /** As long as another fork's 2xx may come, somebody must acknowledge it. */
    private void forgetAfterForks() {
        long sinceAnswer = dialog == null ? Timing.T1_64 : answeredFor();
        forget(Math.max(0, Timing.T1_64 - sinceAnswer));
    }

    @Override
    public boolean isIncoming() {
        return false;
    }

    @Override
    String remoteUri() {
        Callee whom = callee;
        return whom == null ? "" : whom.requestUri();
    }

    @Override
    String origin() {
        return callee.hop().address();
    }

    @Override
    NextHop flow() {
        return flow;
    }

    @Override
    void flow(NextHop hop) {
        flow = hop;
    }
}
