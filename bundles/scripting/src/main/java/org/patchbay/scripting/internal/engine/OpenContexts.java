package org.patchbay.scripting.internal.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;

/**
 * The contexts of one engine. They are ended one by one before their engine is: an engine that ends
 * them itself keeps a lock meanwhile that a context needs which has just come, and the two wait for
 * each other for ever. Any thread may call.
 */
final class OpenContexts {
    private final Set<Context> open =
            Collections.newSetFromMap(new IdentityHashMap<>()); // guarded by this
    private int coming; // guarded by this
    private boolean closed; // guarded by this

    /**
     * @param maker makes another; may take its time
     * @throws IllegalStateException where they are closed
     */
    Context add(Supplier<Context> maker) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            coming++;
        }
        Context made = null;
        try {
            made = maker.get();
            return made;
        } finally {
            came(made);
        }
    }

    /** Where they were closed meanwhile, whoever closes them ends this one, too. */
    private synchronized void came(Context made) {
        coming--;
        if (made != null) {
            open.add(made);
        }
        notifyAll();
    }

    /** Ends that one, running or not. Not from inside of it. Idempotent. */
    void close(Context context) {
        try {
            context.close(true);
        } catch (PolyglotException e) {
            // It was cancelled while it ran; closed all the same.
        }
        synchronized (this) {
            open.remove(context);
            notifyAll();
        }
    }

    /** Ends all, and those that are just being made; none comes afterwards. */
    void closeAll() throws InterruptedException {
        synchronized (this) {
            closed = true;
        }
        for (Context next = next(); next != null; next = next()) {
            close(next);
        }
    }

    /** One that is there; null when there is none and none comes. */
    private synchronized Context next() throws InterruptedException {
        while (open.isEmpty() && coming > 0) {
            wait();
        }
        return open.isEmpty() ? null : open.iterator().next();
    }
}
