package org.patchbay.call.api;

import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What keeps messages for users says here how many there are. Any thread may call; nothing blocks.
 */
@ConsumerType
public interface MessageWaiting {
    /** Empty where that user, by id, has no mailbox here. */
    Optional<Messages> messages(String user);

    /**
     * Calls {@code listener} with the id of each user whose messages change.
     *
     * @return close it to stop
     */
    AutoCloseable onChange(Consumer<String> listener);

    /**
     * @param unheard that wait to be heard
     * @param heard that were kept
     */
    record Messages(int unheard, int heard) {
        public static final Messages NONE = new Messages(0, 0);

        public Messages {
            if (unheard < 0 || heard < 0) {
                throw new IllegalArgumentException("messages " + unheard + "/" + heard);
            }
        }
    }
}
