package org.patchbay.media.internal.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Presses that were told a moment ago, each of which may still come in one other form: also after
 * the next ones, for a phone that says keys in two forms does not keep them side by side. Owned by
 * one media loop.
 */
final class KeyPresses {
    enum Form {
        EVENT,
        TONE,
        SIGNALLING
    }

    /** The same key in another form within this is the same press. */
    private static final long SAME_NANOS = 1_000_000_000L;

    /** More than anybody presses in that time. */
    private static final int MOST = 32;

    private record Press(Form form, char key, long nanos) {}

    private final Deque<Press> told = new ArrayDeque<>();

    /** Whether it was told in another form; of each press it is that only once. */
    boolean wasTold(Form form, char key, long now) {
        while (!told.isEmpty() && now - told.peek().nanos() >= SAME_NANOS) {
            told.remove();
        }
        for (Iterator<Press> each = told.iterator(); each.hasNext(); ) {
            Press press = each.next();
            if (press.key() == key && press.form() != form) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    void add(Form form, char key, long now) {
        if (told.size() == MOST) {
            told.remove();
        }
        told.add(new Press(form, key, now));
    }
}
