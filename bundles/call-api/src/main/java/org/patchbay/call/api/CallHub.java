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
}
