package org.patchbay.media.internal.session;

import java.util.ArrayDeque;
import java.util.Queue;
import org.patchbay.media.internal.dtmf.DtmfReceiver;
import org.patchbay.media.internal.relay.RelayEnd;

/**
 * The keys of the peer, in whatever form they come: each is told once, and passed on to the only
 * other session. Owned by one media loop.
 *
 * <p>A phone may say a key in two forms. Whichever comes first counts; but one that comes by
 * signalling waits a moment where telephone-event is agreed, because packets of that may be on
 * their way through the relay already.
 */
final class KeysIn {
    /** The same key in another form within this is the same press. */
    private static final long SAME_NANOS = 1_000_000_000L;

    private static final long WAIT_NANOS = 400_000_000L;
    private static final int MOST_WAITING = 32;

    private enum Form {
        EVENT,
        TONE,
        SIGNALLING
    }

    private record Waiting(char key, int durationMs, long untilNanos) {}

    private final DtmfReceiver.Listener told;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private RelayEnd partner;
    private boolean eventsAgreed;
    private char lastKey;
    private Form lastForm = Form.EVENT;
    private long lastNanos;
    private long now;

    KeysIn(DtmfReceiver.Listener told) {
        this.told = told;
    }

    /**
     * @param events telephone-event is agreed
     */
    void install(boolean events) {
        eventsAgreed = events;
    }

    /** Who gets them; null where nobody does, or more than one would. */
    void partner(RelayEnd other) {
        partner = other;
    }

    /**
     * @param relayed it has reached the partner already, packet by packet
     */
    void event(char key, int durationMs, boolean relayed) {
        for (Waiting w : waiting) {
            if (w.key == key) {
                waiting.remove(w);
                came(Form.EVENT, key, durationMs, !relayed);
                lastKey = 0; // it was the same press
                return;
            }
        }
        came(Form.EVENT, key, durationMs, !relayed);
    }

    void tone(char key, int durationMs) {
        came(Form.TONE, key, durationMs, true);
    }

    void signalling(char key, int durationMs) {
        if (!eventsAgreed) {
            came(Form.SIGNALLING, key, durationMs, true);
        } else if (!isSame(Form.SIGNALLING, key) && waiting.size() < MOST_WAITING) {
            waiting.add(new Waiting(key, durationMs, now + WAIT_NANOS));
        }
    }

    void tick(long nowNanos) {
        now = nowNanos;
        while (!waiting.isEmpty() && waiting.peek().untilNanos - now <= 0) {
            Waiting w = waiting.remove();
            came(Form.SIGNALLING, w.key, w.durationMs, true);
        }
    }

    private void came(Form form, char key, int durationMs, boolean passOn) {
        if (isSame(form, key)) {
            return;
        }
        lastKey = key;
        lastForm = form;
        lastNanos = now;
        if (passOn && partner != null) {
            partner.playKey(key, durationMs);
        }
        told.digit(key, durationMs);
    }

    /** Whether it was told in another form; it is that only once. */
    private boolean isSame(Form form, char key) {
        boolean same = key == lastKey && form != lastForm && now - lastNanos < SAME_NANOS;
        if (same) {
            lastKey = 0;
        }
        return same;
    }
}
