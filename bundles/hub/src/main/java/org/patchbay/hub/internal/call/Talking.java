package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/**
 * Two parties talk until one of them ends.
 *
 * @param callerIs whom the peer talks to, as others are shown it
 * @param peerIs whom the caller talks to
 */
record Talking(LegId peer, Party callerIs, Party peerIs) implements Activity {
    /** Who called talks to whom it dialled. */
    static void begin(Turn turn, LegId peer) {
        Facts facts = turn.facts();
        begin(turn, peer, facts.caller(), new Party(facts.called(), ""));
    }

    static void begin(Turn turn, LegId peer, Party callerIs, Party peerIs) {
        turn.effect(new Effect.JoinMix(turn.caller().leg()));
        turn.effect(new Effect.JoinMix(peer));
        turn.go(new Talking(peer, callerIs, peerIs));
        turn.effect(new Effect.ReleaseApps());
    }

    /** Somebody else talks in place of one of the two. */
    private void seat(Turn turn, Message.Seated seated) {
        LegId newcomer = seated.newcomer().leg();
        Party is = seated.newcomer().is();
        turn.effect(new Effect.LeaveMix(seated.seat()));
        if (seated.seat().equals(peer)) {
            begin(turn, newcomer, callerIs, is);
        } else {
            turn.callerIs(seated.newcomer());
            begin(turn, peer, is, peerIs);
        }
        LegId caller = turn.caller().leg();
        LegId other = newcomer.equals(caller) ? peer : caller;
        Party otherIs = newcomer.equals(caller) ? peerIs : callerIs;
        introduce(turn, newcomer, is, other, otherIs);
    }

    /** Two who did not know that they would talk are shown each other. */
    static void introduce(Turn turn, LegId one, Party oneIs, LegId other, Party otherIs) {
        turn.effect(new Effect.Identify(other, Optional.of(one), oneIs));
        turn.effect(new Effect.Identify(one, Optional.of(other), otherIs));
    }

    @Override
    public boolean givesSeat(LegId seat, Caller caller) {
        return seat.equals(peer) || seat.equals(caller.leg());
    }

    private boolean isOne(LegId leg, Turn turn) {
        return leg.equals(peer) || leg.equals(turn.caller().leg());
    }

    @Override
    public Way way(LegId leg, Caller caller) {
        return new Way.Given(leg.equals(peer) ? caller.leg() : peer);
    }

    @Override
    public boolean mayNeedApps() {
        return false;
    }

    @Override
    public String stateName() {
        return "TALKING";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.Ended ended && ended.leg().equals(peer)) {
            turn.finish(ended.cause());
        } else if (message instanceof Message.TransferAsked asked && isOne(asked.by(), turn)) {
            Transferring.begin(turn, this, asked);
        } else if (message instanceof Message.JoinAsked asked) {
            Joining.begin(turn, this, asked);
        } else if (message instanceof Message.Seated seated) {
            seat(turn, seated);
        }
    }
}
