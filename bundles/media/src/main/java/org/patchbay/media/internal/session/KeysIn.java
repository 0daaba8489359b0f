package org.patchbay.media.internal.session;

import java.util.ArrayDeque;
import java.util.Queue;
import org.patchbay.media.internal.dtmf.DtmfReceiver;
import org.patchbay.media.internal.relay.RelayEnd;
import org.patchbay.media.internal.session.KeyPresses.Form;

/**
 * The keys of the peer, in whatever form they come: each is told once, and passed on to the only
 * other session. Owned by one media loop.
 *
 * <p>A phone may say a key in two forms. Whichever comes first counts; but one that comes by
 * signalling waits a moment where telephone-event is agreed, because packets of that may be on
 * their way through the relay already.
 */
final class KeysIn {
    private static final long WAIT_NANOS = 400_000_000L;
    private static final int MOST_WAITING = 32;

    private record Waiting(char key, int durationMs, long untilNanos) {}

    private final DtmfReceiver.Listener told;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final KeyPresses presses = new KeyPresses();
    private RelayEnd partner;
    private boolean eventsAgreed;
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
                if (!presses.wasTold(Form.EVENT, key, now)) {
                    tell(key, durationMs, !relayed); // both forms of the press are here
                }
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
        } else if (!presses.wasTold(Form.SIGNALLING, key, now) && waiting.size() < MOST_WAITING) {
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
        if (!presses.wasTold(form, key, now)) {
            presses.add(form, key, now);
            tell(key, durationMs, passOn);
        }
    }

    private void tell(char key, int durationMs, boolean passOn) {
        if (passOn && partner != null) {
            partner.playKey(key, durationMs);
        }
        told.digit(key, durationMs);
    }
}
