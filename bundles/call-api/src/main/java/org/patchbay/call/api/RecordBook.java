package org.patchbay.call.api;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Where the calls that were are found again, for the console and for pages. */
@ProviderType
public interface RecordBook {
    /** Takes the calls that were found, newest first, with their legs. False: no more, please. */
    @FunctionalInterface
    interface Sink {
        boolean take(CallRecord call, List<LegRecord> legs);
    }

    /**
     * Waits for the database: never on a thread that somebody else waits for.
     *
     * @param sink called on a thread of the database, before this returns
     * @throws TooSlow where it takes longer than {@code within}
     */
    void find(RecordQuery query, Duration within, Sink sink)
            throws Unavailable, InterruptedException;

    /**
     * How they look as CSV (RFC 4180): times in UTC, durations in seconds, unknown is empty.
     *
     * @param legs a line for each leg, not for each call
     */
    Lines csv(boolean legs);

    /** Lines of text, each with its end. */
    interface Lines {
        String head();

        String of(CallRecord call, List<LegRecord> legs);
    }

    /** The database does not answer; the message is for people. */
    class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It did not answer in time, and is not asked any further. */
    final class TooSlow extends Unavailable {
        private static final long serialVersionUID = 1L;

        public TooSlow(Duration within) {
            super("the call records give no answer within " + within.toSeconds() + " s");
        }
    }
}
