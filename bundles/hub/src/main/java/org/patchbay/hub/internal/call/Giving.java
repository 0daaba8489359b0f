package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.fork.Outcomes;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Owner;

/**
 * Who gives the call away and who stays, from the beginning of a transfer to its end. Who stays is
 * the call's caller meanwhile, hears what a caller hears, and ends the call by leaving; who gives
 * it away may leave at any time, and talks again where it fails.
 *
 * @param by who gives the call away
 * @param gone and has left since
 * @param asked its far side did, and is told what becomes of it
 * @param byIs as others are shown it
 * @param staysIs the same of who stays
 * @param byOwner whose leg that is
 * @param staysOwner the same of who stays
 */
record Giving(
        LegId by,
        boolean gone,
        boolean asked,
        Party byIs,
        Party staysIs,
        Owner byOwner,
        Owner staysOwner) {

    /** Who gives the call away hears nothing of what follows. */
    static Giving begin(Turn turn, Talking talk, Message.TransferAsked ask) {
        LegId by = ask.by();
        boolean callerLeaves = turn.caller().leg().equals(by);
        LegId stays = callerLeaves ? talk.peer() : turn.caller().leg();
        if (callerLeaves) {
            turn.caller(Caller.called(stays));
        }
        turn.effect(new Effect.LeaveMix(by));
        String to = ask.to().text();
        turn.publish(new HouseEvent.TransferStarted(turn.facts().id(), by, to));
        Giving giving =
                new Giving(
                        by,
                        false,
                        ask.byFarSide(),
                        callerLeaves ? talk.callerIs() : talk.peerIs(),
                        callerLeaves ? talk.peerIs() : talk.callerIs(),
                        ask.ownerOf(by),
                        ask.ownerOf(stays));
        giving.tell(turn, new TransferProgress.Begun());
        return giving;
    }

    Giving left() {
        return new Giving(by, true, asked, byIs, staysIs, byOwner, staysOwner);
    }

    void tell(Turn turn, TransferProgress progress) {
        if (asked) {
            turn.effect(new Effect.TellTransfer(by, progress));
        }
    }

    /**
     * Whom it was given to has it, or will.
     *
     * @param to empty where that is no leg of this call
     */
    void done(Turn turn, Optional<LegId> to) {
        turn.publish(new HouseEvent.TransferDone(turn.facts().id(), by, to));
        tell(turn, new TransferProgress.Done());
        turn.effect(new Effect.HangupLeg(by, DisconnectCause.of(Reason.NORMAL)));
    }

    /** The two talk again, if both are still there. */
    void failed(Turn turn, DisconnectCause cause) {
        DisconnectCause why = Outcomes.of(cause.reason()).forCaller();
        turn.publish(new HouseEvent.TransferFailed(turn.facts().id(), by, why));
        tell(turn, new TransferProgress.Failed(why));
        if (gone) {
            turn.finish(why);
        } else {
            Talking.begin(turn, by, staysIs, byIs);
        }
    }

    /** The call ends first. */
    void abandon(Turn turn) {
        tell(turn, new TransferProgress.Failed(turn.cause()));
    }
}
