package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.CallControl.AppGoneException;
import org.patchbay.call.api.CallControl.CallGoneException;
import org.patchbay.call.api.CallControl.Side;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.drive.Drive;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verb;

/**
 * Verbs of a driver about legs as the whole call knows them: who waits, who hears keys, who is
 * given away. What cannot be done now is said to the driver, and nothing has changed then.
 */
final class Steering {
    private final Turn turn;
    private final Drive drive;
    private final long ticket;

    private Steering(Turn turn, Drive drive, long ticket) {
        this.turn = turn;
        this.drive = drive;
        this.ticket = ticket;
    }

    /** False where the verb is one of the drive itself. */
    static boolean take(Turn turn, Drive drive, Message.Asked asked) {
        if (asked.driver() != drive.number()) {
            return false;
        }
        Steering steering = new Steering(turn, drive, asked.ticket());
        if (asked.verb() instanceof Verb.Hold hold) {
            steering.hold(hold);
        } else if (asked.verb() instanceof Verb.Press press) {
            steering.press(press);
        } else if (asked.verb() instanceof Verb.Transfer transfer) {
            steering.transfer(transfer);
        } else if (asked.verb() instanceof Verb.Join && turn.somebodyWaits()) {
            steering.fail("join: one of the two is on hold: resume first");
        } else {
            return false;
        }
        return true;
    }

    /** A verb of a driver that the call has no more to do with. */
    static void tooLate(Turn turn, Message.Asked asked, Activity activity) {
        turn.effect(new Effect.ReplyFailed(asked.ticket(), whyTooLate(turn, asked, activity)));
    }

    private static RuntimeException whyTooLate(Turn turn, Message.Asked asked, Activity activity) {
        // A script that loses its call by a command ends as where its caller hangs up.
        boolean moved = turn.moves().lost(asked.driver());
        if (moved || activity instanceof Ending || activity instanceof Gone) {
            return new CallGoneException(turn.facts().id());
        }
        return activity instanceof Unattended || activity instanceof Awaiting
                ? new AppGoneException("the app is gone")
                : new IllegalStateException("the call was passed on");
    }

    private void hold(Verb.Hold verb) {
        Optional<LegId> leg = drive.leg(verb.who(), turn.caller());
        Optional<String> no =
                leg.map(l -> turn.before().refusesHold(l, verb.held())).orElse(nobody(verb.who()));
        if (no.isPresent()) {
            fail((verb.held() ? "hold: " : "resume: ") + no.get());
        } else {
            turn.hold(leg.orElseThrow(), verb.held());
            turn.effect(Effect.Reply.done(ticket));
        }
    }

    private void press(Verb.Press verb) {
        Optional<LegId> leg = drive.leg(verb.to(), turn.caller());
        Optional<String> no = leg.map(l -> turn.before().refusesPress(l)).orElse(nobody(verb.to()));
        if (no.isPresent()) {
            fail("dtmf: " + no.get());
        } else {
            turn.effect(new Effect.Press(leg.orElseThrow(), verb.keys(), Optional.of(ticket)));
        }
    }

    private void transfer(Verb.Transfer verb) {
        Optional<LegId> leaves = drive.leg(verb.leaves(), turn.caller());
        if (drive.hasThird()) {
            fail("transfer: a third is there or rings, only one of two can be transferred");
        } else if (drive.peer().isPresent() && leaves.isPresent()) {
            giveAway(leaves.get(), verb.to());
        } else if (drive.dials()) {
            fail("transfer: whom it dials has not answered yet");
        } else if (verb.leaves() == Side.PEER) {
            goAway(verb.to());
        } else {
            fail("transfer: " + nobody(Side.PEER).get());
        }
    }

    /** One of two who talk leaves, and what follows is as if no driver had been there. */
    private void giveAway(LegId leaves, TransferTo to) {
        turn.effect(Effect.Reply.done(ticket));
        letGo();
        Talking.begin(turn, drive.peer().orElseThrow());
        turn.effect(new Effect.Transfer(leaves, to));
    }

    /** The caller, who is alone, goes there. */
    private void goAway(TransferTo to) {
        turn.effect(Effect.Reply.done(ticket));
        letGo();
        if (to instanceof TransferTo.Number dialled) {
            turn.routeTo(dialled.number());
        } else if (to instanceof TransferTo.Somebody somebody) {
            turn.follow(Transferring.ringing(somebody.target()));
        } else {
            throw new IllegalStateException("no such transfer: " + to);
        }
    }

    private void letGo() {
        DisconnectCause cause = DisconnectCause.of(Reason.CANCELLED);
        turn.effects(drive.abandon(cause, new IllegalStateException("the call was passed on")));
    }

    private static Optional<String> nobody(Side who) {
        return Optional.of(
                who == Side.THIRD
                        ? "no third is in the call"
                        : "there is nobody whom the caller talks to");
    }

    private void fail(String why) {
        turn.effect(new Effect.ReplyFailed(ticket, new IllegalStateException(why)));
    }
}
