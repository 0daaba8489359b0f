package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.JoinProgress;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;

/** What somebody wants of a call, by command or by the buttons of a phone, whatever it is about. */
final class Wishes {
    private Wishes() {}

    static void take(Turn turn, Message.Wish wish) {
        if (wish instanceof Message.HangupAsked asked) {
            hangup(turn, asked);
        } else if (wish instanceof Message.HoldAsked asked) {
            if (turn.before().refusesHold(asked.leg(), asked.held()).isEmpty()) {
                turn.hold(asked.leg(), asked.held());
            }
        } else if (wish instanceof Message.TransferAsked asked) {
            transfer(turn, asked);
        } else if (wish instanceof Message.MoveAsked asked) {
            Moving.begin(turn, asked);
        } else if (wish instanceof Message.JoinAsked asked) {
            join(turn, asked);
        } else if (wish instanceof Message.PressAsked asked) {
            if (turn.before().refusesPress(asked.leg()).isEmpty()) {
                turn.effect(new Effect.Press(asked.leg(), asked.keys(), Optional.empty()));
            }
        } else {
            throw new IllegalStateException("no such wish: " + wish);
        }
    }

    private static void join(Turn turn, Message.JoinAsked asked) {
        Optional<String> no = turn.before().refusesJoin(asked.by());
        if (no.isEmpty()) {
            turn.activity().on(asked, turn);
        } else if (asked.byFarSide()) {
            JoinProgress refused = new JoinProgress.Refused(no.get());
            turn.effect(new Effect.TellJoin(asked.by(), asked.third(), refused));
        }
    }

    private static void hangup(Turn turn, Message.HangupAsked asked) {
        if (asked.leg().map(leg -> isWhole(turn, leg)).orElse(true)) {
            turn.finish(asked.cause());
        } else if (turn.has(asked.leg().get())) {
            turn.effect(new Effect.HangupLeg(asked.leg().get(), asked.cause()));
        }
    }

    private static boolean isWhole(Turn turn, LegId leg) {
        return turn.isCaller(leg) && !turn.activity().outlives(leg);
    }

    private static void transfer(Turn turn, Message.TransferAsked asked) {
        Optional<String> no = turn.before().refusesTransfer(asked.by());
        if (no.isEmpty()) {
            turn.activity().on(asked, turn);
        } else if (asked.byFarSide()) {
            DisconnectCause why = DisconnectCause.of(Reason.DECLINED, no.get());
            turn.effect(new Effect.TellTransfer(asked.by(), new TransferProgress.Failed(why)));
        }
    }
}
