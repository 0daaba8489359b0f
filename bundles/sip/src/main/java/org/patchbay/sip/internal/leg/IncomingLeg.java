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
import org.patchbay.sip.internal.dialog.UasInvite;
import org.patchbay.sip.internal.dialog.UasInvite.Effect;
import org.patchbay.sip.internal.dialog.UasInvite.Event;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;

/** A leg that somebody called in on. */
public final class IncomingLeg extends SipLeg {
    /** Seconds until what is being replaced is most likely back. */
    private static final String LATER_S = "2";

    private final SipRequest invite;
    private final Responder responder;
    private final String localTag;
    private final Caller caller;
    private UasInvite machine = UasInvite.begin();
    private volatile NextHop flow;

    /** Our answer, or our offer where the INVITE had none; empty before there is one. */
    private String ourSdp = "";

    private CompletionStage<Void> committed;
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
        inDialog().connected().heard(invite.head());
    }

    /** Brings the call in, as soon as an offer was understood. On the queue. */
    public void begin() {
        state("trying");
        responder.respond(Reply.of(100));
        Optional<MediaKeying> keying = house.srtp().keying(caller.media().srtp(), flow);
        if (keying.isEmpty()) {
            reject(Reply.of(488)); // it must be protected, and its keys would be read on the way
            return;
        }
        if (!openMedia(caller.media(), keying.get())) {
            reject(Reply.of(503).header("Retry-After", LATER_S));
            return;
        }
        Optional<String> offer = invite.head().sdp();
        if (offer.isEmpty()) {
            bringIn();
            return;
        }
        then(
                media.propose(offer.get()),
                (answer, e) -> {
                    if (isOver() || machine.state() != UasInvite.State.PROCEEDING) {
                        return;
                    }
                    if (e != null) {
                        reject(Refusals.of(e));
                        return;
                    }
                    ourSdp = answer;
                    bringIn();
                });
    }

    private void bringIn() {
        Optional<CallEntry> entry = house.parts().callEntry();
        if (entry.isEmpty()) {
            reject(Reply.of(503).header("Retry-After", LATER_S));
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
        end(DisconnectCause.ofSip(reply.status(), reply.reason()));
        forget(0);
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
                                commit(),
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
                    if (invite.head().sdp().isPresent()) {
                        then(commit(), (nothing, e) -> accept(e));
                    } else {
                        then(
                                media.offer(),
                                (offer, e) -> {
                                    ourSdp = e == null ? offer : "";
                                    accept(e);
                                });
                    }
                });
    }

    /** Puts our answer in force, once; nothing where the INVITE had no offer. */
    private CompletionStage<Void> commit() {
        if (committed == null) {
            committed =
                    invite.head()
                            .sdp()
                            .map(offer -> media.commit(offer))
                            .orElse(CompletableFuture.completedFuture(null));
        }
        return committed;
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
        apply(machine.next(new Event.Accept(), now()));
        if (invite.head().sdp().isPresent()) {
            answerDone.complete(null);
            tellHeld();
        }
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
            forget(0);
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
        if (acknowledged && invite.head().sdp().isEmpty()) {
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
        forget(0);
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
        forget(0);
    }

    @Override
    boolean isSettled() {
        return machine.state() == UasInvite.State.CONFIRMED
                || machine.state() == UasInvite.State.ACCEPTED && invite.head().sdp().isPresent();
    }

    @Override
    void tick(long now) {
        apply(machine.next(new Event.Tick(), now));
    }

    @Override
    long wakeAt() {
        return machine.wakeAt();
    }

    private void apply(UasInvite.Step step) {
        machine = step.state();
        step.effects().forEach(this::carryOut);
        rearm();
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.SendProvisional) {
            provisional(((Effect.SendProvisional) effect).status());
        } else if (effect instanceof Effect.SendOk) {
            answered = true;
            state("accepted");
            responder.respond(inDialog().connected().inAnswer(own(200)).body(Body.sdp(ourSdp)));
        } else if (effect instanceof Effect.SendOkAgain) {
            responder.repeat();
        } else if (effect instanceof Effect.SendFailure) {
            responder.respond(failure(((Effect.SendFailure) effect).status()));
        } else if (effect instanceof Effect.SendBye) {
            inDialog().bye(leaving);
        } else if (effect instanceof Effect.Acknowledged) {
            state("confirmed");
        } else if (effect instanceof Effect.Cancelled) {
            end(DisconnectCause.of(Reason.CANCELLED));
            forget(0);
        } else if (effect instanceof Effect.NoAck) {
            end(DisconnectCause.of(Reason.TIMEOUT, "no ACK"));
        }
    }

    /** Without Retry-After a 503 counts as a 500 (RFC 3261 §21.5.4), and who called gives up. */
    private Reply failure(int status) {
        Reply reply = Reply.of(status).tag(localTag);
        return status == 503 ? reply.header("Retry-After", LATER_S) : reply;
    }

    private void provisional(int status) {
        boolean withMedia = committed != null && !ourSdp.isEmpty();
        responder.respond(withMedia ? own(status).body(Body.sdp(ourSdp)) : own(status));
    }

    private Reply own(int status) {
        return Reply.of(status)
                .tag(localTag)
                .contact(Contacts.uri(local(), flow))
                .header("Allow", Methods.ALLOWED)
                .header("Supported", Methods.SUPPORTED);
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
