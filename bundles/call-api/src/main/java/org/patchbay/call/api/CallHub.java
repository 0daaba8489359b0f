package org.patchbay.call.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The calls of the house. Any thread may call; nothing blocks. */
@ProviderType
public interface CallHub {
    CompletionStage<CommandResult> execute(CallCommand command);

    /** Calls that are up, oldest first. */
    List<CallSnapshot> calls();

    Optional<CallSnapshot> call(CallId id);

    /** Every call, and the number of the last event that is part of the picture. */
    HouseSnapshot snapshot();

    /**
     * Gives every later event to {@code listener}, in order, on a thread of its own. A listener
     * that falls more than {@code capacity} events behind gets an {@link HouseEvent.EventsLost} in
     * their place and should take a new snapshot.
     *
     * @return close it to stop
     */
    AutoCloseable subscribe(Consumer<NumberedEvent> listener, int capacity);

    /**
     * For those who must not miss a call. Tells {@code listener} the stories of the calls that are
     * up and of the last that ended (their number is a setting of the hub), each from its
     * beginning, and then on as they happen: when calls and legs begin, are routed, ring, are
     * answered and end, in order, on a thread of its own, in which it may wait. What ended is kept
     * for a listener that is slow or away; only if that is more than the hub keeps, {@link
     * HouseEvent.EventsLost} says so. Keys that somebody pressed are never kept.
     *
     * @return close it to stop
     */
    AutoCloseable follow(Consumer<NumberedEvent> listener);
}
