package org.patchbay.call.records.internal.search;

import java.util.List;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;

/** Where rows are found again; this bundle's own service for its command. */
public interface RecordBook {
    /** Takes the calls that were found, newest first, with their legs. False: no more, please. */
    @FunctionalInterface
    interface Sink {
        boolean take(CallRow call, List<LegRow> legs);
    }

    /** Waits for the database; not for threads that may be interrupted while it reads a file. */
    void find(Query query, Sink sink) throws Unavailable, InterruptedException;

    /** The database does not answer; the message is for people. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
