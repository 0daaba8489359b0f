package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import org.patchbay.sip.internal.dialog.ReliableProvisionals;
import org.patchbay.sip.internal.dialog.ReliableProvisionals.Effect;
import org.patchbay.sip.internal.dialog.ReliableProvisionals.Event;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.OptionTags;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;

/**
 * The provisional responses of a call that comes in. Those that have our answer are sent reliably
 * where the caller can (RFC 3262), and all where it wants that. On the leg's queue.
 */
final class Provisionals {
    private final IncomingLeg leg;
    private final SipRequest invite;
    private final Responder responder;
    private final boolean supported;
    private final boolean required;
    private ReliableProvisionals machine;
    private Runnable afterwards = () -> {};
    private boolean over;

    /** Our answer went out reliably: no other message has it again (RFC 6337 §3.1.1). */
    private boolean answerShown;

    /** The one that is out has it. */
    private boolean answerOut;

    Provisionals(IncomingLeg leg, SipRequest invite, Responder responder) {
        this.leg = leg;
        this.invite = invite;
        this.responder = responder;
        required = OptionTags.requires(invite.head(), OptionTags.RELIABLY);
        supported = OptionTags.supports(invite.head(), OptionTags.RELIABLY);
        double fraction = leg.house.tokens().fraction();
        machine =
                ReliableProvisionals.begin(
                        1 + (long) (fraction * (ReliableProvisionals.HIGHEST_FIRST - 1)));
    }

    /** RFC 3262 §5: without an offer the first would have to be ours; then 100 is all it hears. */
    void send(int status) {
        boolean offered = leg.firstOffer().isTheirs();
        if (required && !offered) {
            return;
        }
        boolean wanted = required || leg.firstOffer().isAnswered() || machine.isOpen();
        boolean reliably = supported && offered && wanted;
        if (reliably) {
            apply(new Event.Progress(status));
        } else {
            responder.respond(withAnswer(own(status)));
        }
    }

    /** A response of the dialog. */
    Reply own(int status) {
        return Reply.of(status)
                .tag(leg.localTag())
                .contact(Contacts.uri(leg.local(), leg.flow()))
                .header("Allow", Methods.ALLOWED)
                .header("Supported", Methods.SUPPORTED);
    }

    private Reply withAnswer(Reply reply) {
        return leg.firstOffer().isAnswered() && !answerShown
                ? reply.body(Body.sdp(leg.firstOffer().ours()))
                : reply;
    }

    /** The 200, whose body may have been said before. */
    Reply last(Reply ok) {
        return answerShown ? ok : ok.body(Body.sdp(leg.firstOffer().ours()));
    }

    /** §3: a 2xx waits until an answer that is out was acknowledged; all else need not. */
    void whenHeard(Runnable task) {
        if (isAnswerOut()) {
            afterwards = task;
        } else {
            task.run();
        }
    }

    private boolean isAnswerOut() {
        return machine.isOpen() && answerOut;
    }

    /** RFC 3311 §5.2: no other offer before the caller knows our answer to the first. */
    Optional<Reply> untimely(SipRequest update) {
        boolean settled = answerShown && !isAnswerOut();
        return settled || update.head().body().isEmpty()
                ? Optional.empty()
                : Optional.of(Reply.of(500).header("Retry-After", "1"));
    }

    /** Whether a PRACK is still to come, after a refusal too. */
    boolean isOpen() {
        return machine.isOpen();
    }

    /** The final response is out: nothing is sent again. */
    void over() {
        over = true;
    }

    void prack(SipRequest prack, Responder answer) {
        long rseq = acknowledged(prack);
        ReliableProvisionals.Step step = machine.next(new Event.Prack(rseq), leg.now());
        machine = step.state();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.AnswerPrack answered) {
                answer(answered.status(), prack, answer);
            } else if (!over) {
                carryOut(effect);
            }
        }
        if (!isAnswerOut()) {
            Runnable task = afterwards;
            afterwards = () -> {};
            task.run();
        }
    }

    /** §5: what a PRACK may bring is another offer, once ours is settled. */
    private void answer(int status, SipRequest prack, Responder answer) {
        boolean offers = status == 200 && !over && prack.head().body().isPresent();
        if (offers && answerShown) {
            leg.inDialog().offered(prack, answer);
        } else {
            answer.respond(Reply.of(offers ? 491 : status));
        }
    }

    /** The RSeq of its RAck; 0 where that is of no response of ours. */
    private long acknowledged(SipRequest prack) {
        List<String> rack = List.of(prack.head().header("RAck").orElse("").trim().split("\\s+"));
        boolean ours =
                rack.size() == 3
                        && rack.get(0).matches("[0-9]{1,10}")
                        && rack.get(1).equals(Long.toString(invite.cseq()))
                        && rack.get(2).equals(Methods.INVITE);
        return ours ? Long.parseLong(rack.get(0)) : 0;
    }

    void tick() {
        if (!over) {
            apply(new Event.Tick());
        }
    }

    long wakeAt() {
        return over ? Timing.NEVER : machine.wakeAt();
    }

    private void apply(Event event) {
        ReliableProvisionals.Step step = machine.next(event, leg.now());
        machine = step.state();
        step.effects().forEach(this::carryOut);
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Send send) {
            Reply reply =
                    own(send.status())
                            .header("Require", OptionTags.RELIABLY)
                            .header("RSeq", Long.toString(send.rseq()));
            responder.respond(withAnswer(reply));
            answerOut = leg.firstOffer().isAnswered() && !answerShown;
            answerShown |= answerOut;
        } else if (effect instanceof Effect.SendAgain) {
            responder.repeat();
        } else if (effect instanceof Effect.GiveUp) {
            leg.notAcknowledged();
        }
    }
}
