package org.patchbay.hub.internal.call;

import java.util.Objects;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.caller.Caller;

/** How a leg would leave what its call is about, to go elsewhere. */
sealed interface Way {
    /**
     * It cannot.
     *
     * @param why for people
     */
    record None(String why) implements Way {
        public None {
            Objects.requireNonNull(why);
        }
    }

    /** The call is about nobody else, and goes with it. */
    record WithCall() implements Way {}

    /** For one who is the caller, beside whom nobody has answered. */
    static Way withCall(LegId leg, Caller caller) {
        return caller.leg().equals(leg) ? new WithCall() : new None("it has not answered yet");
    }

    /** The other one of two gives it away. */
    record Given(LegId by) implements Way {
        public Given {
            Objects.requireNonNull(by);
        }
    }

    /** The others talk on, and it gets a call of its own. */
    record Out() implements Way {}
}
