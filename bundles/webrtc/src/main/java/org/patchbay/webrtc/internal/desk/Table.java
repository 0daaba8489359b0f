package org.patchbay.webrtc.internal.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.call.api.DisconnectCause;

/** The sessions and calls of one page, and what is to be done about them. */
final class Table {
    static final long NEVER = Long.MAX_VALUE;

    final DeskLimits limits;
    final Map<String, Session> sessions = new LinkedHashMap<>();
    final Map<String, Call> calls = new LinkedHashMap<>();
    List<Effect> effects = new ArrayList<>();

    /** Whether there is a page to be told. */
    boolean present = true;

    long now;

    Table(DeskLimits limits) {
        this.limits = limits;
    }

    /**
     * What the link waits for may be there: an answer to bring a call in, packets to answer one.
     */
    void goOn(Session session) {
        Call call = session.call == null ? null : calls.get(session.call);
        if (call == null || call.state != Call.State.LINKED || !present) {
            return;
        }
        if (call.own && session.answered) {
            call.state = Call.State.PLACED;
            call.until = NEVER;
            effects.add(new Effect.BringIn(call.id, session.id, call.to));
        } else if (!call.own && session.connected) {
            effects.add(new Effect.Answer(call.id, session.id));
            up(call);
        }
    }

    void up(Call call) {
        call.state = Call.State.UP;
        call.until = NEVER;
        show(call, "up");
    }

    void end(Call call, DisconnectCause cause) {
        if (call.hasLeg()) {
            effects.add(new Effect.EndLeg(call.id, cause));
        }
        remove(call, cause);
    }

    void remove(Call call, DisconnectCause cause) {
        calls.remove(call.id);
        tell(Telling.ended(call.id, call.party, cause));
        if (call.session != null) {
            close(sessions.get(call.session));
        }
    }

    void close(Session session) {
        if (session != null && sessions.remove(session.id) != null) {
            effects.add(new Effect.CloseSession(session.id));
        }
    }

    void show(Call call, String state) {
        call.shown = state;
        tell(Telling.call(call.id, state, call.party));
    }

    void tell(Telling telling) {
        if (present) {
            effects.add(new Effect.Tell(telling));
        }
    }

    List<Effect> out() {
        List<Effect> made = List.copyOf(effects);
        effects = new ArrayList<>();
        return made;
    }
}
