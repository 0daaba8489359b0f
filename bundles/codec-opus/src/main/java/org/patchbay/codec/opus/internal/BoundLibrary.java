package org.patchbay.codec.opus.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The binding of {@link OpusLibrary}, counted: it ends when the component and every encoder and
 * decoder have given it back. Until then JNA holds our class, and with it our class loader; a
 * running call must be able to go on, and nobody may stay behind.
 */
final class BoundLibrary {
    private final AtomicInteger users = new AtomicInteger(1);

    private BoundLibrary() {}

    /** The caller is the first user. */
    static BoundLibrary bind(NativeLibrary library) {
        Native.register(OpusLibrary.class, library);
        // JNA notes the options of a class in a weak map, but the class itself is one of them, so
        // that it would never go; nothing of ours asks for them later.
        Native.getLibraryOptions(OpusLibrary.class).clear();
        return new BoundLibrary();
    }

    /**
     * @throws IllegalStateException where the last user has gone
     */
    void take() {
        if (users.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
            throw new IllegalStateException("this version of the codec is gone");
        }
    }

    /** Once for each {@link #take}, when no native call is under way or to come. */
    void giveBack() {
        if (users.decrementAndGet() == 0) {
            Native.unregister(OpusLibrary.class);
        }
    }
}
