package org.patchbay.sip.internal.leg;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.dialog.UasInvite;
import org.patchbay.sip.internal.dialog.UasInvite.Effect;
import org.patchbay.sip.internal.dialog.UasInvite.Event;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;

/** A leg that somebody called in on. */
public final class IncomingLeg extends SipLeg {
    private final SipRequest invite;
    private final Responder responder;
    private final String localTag;
    private final Caller caller;
    private UasInvite machine = UasInvite.begin();
    private volatile NextHop flow;

    private final FirstOffer firstOffer;
    private final Provisionals provisionals;
    private CompletableFuture<Void> answerDone;
    private boolean answered;
    private DisconnectCause leaving = DisconnectCause.of(Reason.NORMAL);

    /**
     * Who calls, authenticated before.
     *
     * @param target as the leg is shown: {@code device:1001}
     * @param media what the directory says of its media
     */
    public record Caller(CallOffer offer, String target, MediaWish media) {}

    public IncomingLeg(
            House house,
            LegId id,
            SipRequest invite,
            Responder responder,
            Caller caller,
            Credentials credentials) {
        super(house, id, invite.callId(), caller.target(), credentials);
        this.invite = invite;
        this.responder = responder;
        this.caller = caller;
        this.localTag = house.tokens().tag();
        this.flow = invite.peer().asHop();
        this.dialog = Dialog.ofUas(invite, localTag);
        this.firstOffer = new FirstOffer(this, invite.head().sdp());
        this.provisionals = new Provisionals(this, invite, responder);
        inDialog().connected().heard(invite.head());
    }

    /** Brings the call in, as soon as an offer was understood. On the queue. */
    public void begin() {
        state("trying");
        responder.respond(Reply.of(100));
        Optional<MediaKeying> keying =
                house.srtp().keying(caller.media().srtp(), flow, invite.head().sdp());
        if (keying.isEmpty()) {
            reject(Reply.of(488)); // it must be protected, and its keys would be read on the way
            return;
        }
        Optional<Reply> brief = inDialog().session().refusal(invite);
        if (brief.isPresent()) {
            reject(brief.get());
            return;
        }
        if (!openMedia(caller.media(), keying.get())) {
            reject(Causes.failure(503));
            return;
        }
        if (!firstOffer.isTheirs()) {
            bringIn();
            return;
        }
        then(
                firstOffer.propose(),
                (answer, e) -> {
                    if (isOver() || machine.state() != UasInvite.State.PROCEEDING) {
                        return;
                    }
                    if (e != null) {
                        reject(Refusals.of(e));
                        return;
                    }
                    firstOffer.ours(answer);
                    bringIn();
                });
    }

    private void bringIn() {
        Optional<CallEntry> entry = house.parts().callEntry();
        if (entry.isEmpty()) {
            reject(Causes.failure(503));
            return;
        }
        state("early");
        try {
            events(entry.get().offer(this, caller.offer()));
        } catch (RuntimeException e) {
            reject(Reply.of(500));
            throw e;
        }
    }

    private void reject(Reply reply) {
        responder.respond(reply.tag(localTag));
        machine = machine.next(new Event.Reject(reply.status()), now()).state();
        provisionals.over();
        end(DisconnectCause.ofSip(reply.status(), reply.reason()));
        forgetSoon();
    }

    // ---- the hub

    @Override
    public void ring() {
        post(() -> apply(machine.next(new Event.Progress(180), now())));
    }

    @Override
    public CompletionStage<Void> progress() {
        return ask(
                done ->
                        then(
                                firstOffer.commit(),
                                (nothing, e) -> {
                                    if (e != null) {
                                        done.completeExceptionally(e);
                                        return;
                                    }
                                    apply(machine.next(new Event.Progress(183), now()));
                                    done.complete(null);
                                }));
    }

    @Override
    public CompletionStage<Void> answer() {
        return ask(
                done -> {
                    if (answerDone != null || machine.state() != UasInvite.State.PROCEEDING) {
                        done.completeExceptionally(new IllegalStateException("answered before"));
                        return;
                    }
                    answerDone = done;
                    then(firstOffer.describe(), (nothing, e) -> accept(e));
                });
    }

    private void accept(Throwable failure) {
        if (isOver()) {
            answerDone.completeExceptionally(new IllegalStateException("the leg is over"));
            return;
        }
        if (failure != null) {
            answerDone.completeExceptionally(failure);
            reject(Refusals.of(failure));
            return;
        }
        provisionals.whenHeard(this::accept);
        rearm();
    }

    private void accept() {
        if (isOver()) {
            return; // and whoever answered knows
        }
        apply(machine.next(new Event.Accept(), now()));
        if (firstOffer.isTheirs()) {
            answerDone.complete(null);
            tellHeld();
        }
    }

    /** A PRACK may still come to what was refused (RFC 3262 §3). */
    private void forgetSoon() {
        forget(provisionals.isOpen() ? Timing.T1_64 : 0);
    }

    FirstOffer firstOffer() {
        return firstOffer;
    }

    /** No PRACK came (RFC 3262 §3). */
    void notAcknowledged() {
        reject(Reply.of(504));
    }

    @Override
    void onOver() {
        if (answerDone != null) {
            answerDone.completeExceptionally(new IllegalStateException("the leg is over"));
        }
    }

    @Override
    String localTag() {
        return localTag;
    }

    @Override
    void leave(DisconnectCause cause) {
        leaving = cause;
        apply(machine.next(new Event.HangUp(Causes.failureStatus(cause)), now()));
        if (!answered) {
            forgetSoon();
        }
    }

    // ---- the network

    @Override
    boolean owns(SipRequest request) {
        return dialog.owns(request);
    }

    @Override
    public boolean isSameInvite(SipRequest other) {
        return other.cseq() == invite.cseq()
                && other.head().from().tag().equals(invite.head().from().tag());
    }

    @Override
    public boolean isTransaction(String branch) {
        return invite.head().branch().equals(branch) || inDialog().isReinvite(branch);
    }

    /** The INVITE came again after its transaction had ended. */
    public void onRepeated() {
        apply(machine.next(new Event.Repeated(), now()));
    }

    @Override
    public void onCancel(String branch, Responder canceller) {
        if (!invite.head().branch().equals(branch)) {
            inDialog().cancelReinvite(canceller);
            return;
        }
        UasInvite.Step step = machine.next(new Event.Cancel(), now());
        canceller.respond(Reply.of(200).tag(localTag));
        apply(step);
    }

    @Override
    void onAck(SipRequest ack) {
        if (ack.cseq() != invite.cseq()) {
            return;
        }
        UasInvite.Step step = machine.next(new Event.Ack(), now());
        boolean acknowledged =
                step.effects().stream().anyMatch(Effect.Acknowledged.class::isInstance);
        apply(step);
        if (acknowledged && !firstOffer.isTheirs()) {
            takeAnswer(ack.head().sdp());
        }
    }

    /** The INVITE had no offer, so the answer comes with the ACK (RFC 3261 §13.2.1). */
    private void takeAnswer(Optional<String> answer) {
        then(
                media.accept(answer.orElse("")),
                (nothing, e) -> {
                    if (isOver()) {
                        return;
                    }
                    if (e != null) {
                        answerDone.completeExceptionally(e);
                        inDialog().lost(Reason.NO_COMMON_CODEC, "no usable answer in the ACK");
                        return;
                    }
                    answerDone.complete(null);
                    tellHeld();
                });
    }

    @Override
    void onBye() {
        apply(machine.next(new Event.Bye(), now()));
        end(DisconnectCause.of(Reason.NORMAL));
        forgetSoon();
    }

    @Override
    public void onResponse(SipResponse response) {
        inDialog().response(response);
    }

    @Override
    public void onFailure(TransactionFailure failure) {
        inDialog().failure(failure);
    }

    @Override
    void gone() {
        forgetSoon();
    }

    @Override
    boolean isSettled() {
        return machine.state() == UasInvite.State.CONFIRMED
                || machine.state() == UasInvite.State.ACCEPTED && firstOffer.isTheirs();
    }

    @Override
    Optional<Reply> untimely(SipRequest asked) {
        boolean early = machine.state() == UasInvite.State.PROCEEDING;
        return early && asked.is(Methods.UPDATE)
                ? provisionals.untimely(asked)
                : super.untimely(asked);
    }

    @Override
    void tick(long now) {
        provisionals.tick();
        apply(machine.next(new Event.Tick(), now));
    }

    @Override
    long wakeAt() {
        return Math.min(machine.wakeAt(), provisionals.wakeAt());
    }

    @Override
    void onEarly(SipRequest prack, Responder answer) {
        provisionals.prack(prack, answer);
    }

    private void apply(UasInvite.Step step) {
        machine = step.state();
        step.effects().forEach(this::carryOut);
        if (machine.state() != UasInvite.State.PROCEEDING) {
            provisionals.over();
        }
        rearm();
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.SendProvisional) {
            provisionals.send(((Effect.SendProvisional) effect).status());
        } else if (effect instanceof Effect.SendOk) {
            answered = true;
            state("accepted");
            Reply ok = inDialog().session().granted(invite, provisionals.own(200));
            responder.respond(provisionals.last(inDialog().connected().inAnswer(ok)));
        } else if (effect instanceof Effect.SendOkAgain) {
            responder.repeat();
        } else if (effect instanceof Effect.SendFailure) {
            responder.respond(Causes.failure(((Effect.SendFailure) effect).status()).tag(localTag));
        } else if (effect instanceof Effect.SendBye) {
            inDialog().bye(leaving);
        } else if (effect instanceof Effect.Acknowledged) {
            state("confirmed");
        } else if (effect instanceof Effect.Cancelled) {
            end(DisconnectCause.of(Reason.CANCELLED));
            forgetSoon();
        } else if (effect instanceof Effect.NoAck) {
            end(DisconnectCause.of(Reason.TIMEOUT, "no ACK"));
        }
    }

    @Override
    public boolean isIncoming() {
        return true;
    }

    @Override
    String remoteUri() {
        return invite.head().from().uri();
    }

    @Override
    String origin() {
        return invite.peer().address();
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
