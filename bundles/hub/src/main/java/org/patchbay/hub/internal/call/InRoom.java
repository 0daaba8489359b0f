package org.patchbay.hub.internal.call;

import java.util.EnumMap;
import java.util.Map;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.caller.Caller;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verdict;

/** The caller sits in a room, which is a call of its own and has the mix. */
record InRoom(String room) implements Activity {
    @Override
    public Way way(LegId leg, Caller caller) {
        return Way.withCall(leg, caller);
    }

    @Override
    public boolean mayNeedApps() {
        return false;
    }

    /** Whoever cannot be had elsewhere comes back. */
    @Override
    public Verdict onTheWayBack(Verdict verdict) {
        if (!(verdict instanceof Verdict.Follow follow
                && follow.plan() instanceof Plan.Ring ring)) {
            return verdict;
        }
        Map<Plan.Outcome, Plan> otherwise = new EnumMap<>(Plan.Outcome.class);
        for (Plan.Outcome outcome : Plan.Outcome.values()) {
            otherwise.put(outcome, new Plan.JoinRoom(room));
        }
        otherwise.putAll(ring.otherwise());
        return new Verdict.Follow(instead(ring, otherwise), follow.by(), follow.reasons());
    }

    private static Plan.Ring instead(Plan.Ring ring, Map<Plan.Outcome, Plan> otherwise) {
        return new Plan.Ring(
                ring.targets(), ring.strategy(), ring.timeout(), otherwise, ring.callerId());
    }

    @Override
    public String stateName() {
        return "IN_ROOM";
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Message.MediaChanged changed
                && changed.leg().equals(turn.caller().leg())) {
            turn.effect(new Effect.TakeSeat(room, changed.leg()));
        } else if (message instanceof Message.SentOut out && out.room().equals(room)) {
            ShownOut.begin(turn, out.cause());
        } else if (message instanceof Message.Held held) {
            turn.effect(new Effect.HoldSeat(room, held.leg(), held.held()));
        }
    }

    @Override
    public void abandon(Turn turn) {
        turn.effect(new Effect.LeaveRoom(room, turn.caller().leg(), turn.cause()));
    }
}
