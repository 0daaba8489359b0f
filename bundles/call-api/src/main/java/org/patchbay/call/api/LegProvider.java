package org.patchbay.call.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reaches somebody: the first of the two ways to extend the house. Register it as a service; it may
 * come, go and be replaced while calls are up. Called on a call's thread: do not block.
 */
@ConsumerType
public interface LegProvider {
    /** The scheme of the targets that are ours. */
    String scheme();

    /** Whether a dial of it could succeed now: a device that is registered, a trunk that is up. */
    boolean canReach(Target target);

    /**
     * What a target stands for: a device with two registered contacts is two branches that ring
     * together. Each is given to {@link #dial} for itself. A branch is written as its target,
     * {@code #} and what tells it apart, so that what it does is seen as what the target does.
     */
    default List<Target> branches(Target target) {
        return List.of(target);
    }

    /**
     * Begins to reach the target and returns at once. What becomes of it is told to {@code events},
     * a failure too.
     */
    Leg dial(DialRequest request, LegEvents events);
}
