package org.patchbay.webrtc.internal.ice;

import org.ice4j.ice.Agent;
import org.ice4j.stack.StunStack;

/** An agent that hears within bounds. */
final class BoundedAgent extends Agent {
    /** Asked for by the constructor before it is through: nothing may be assigned here. */
    private BoundedStack bounded;

    @Override
    public synchronized StunStack getStunStack() {
        if (bounded == null) {
            bounded = new BoundedStack();
        }
        return bounded;
    }
}
