package org.patchbay.sip.internal.auth;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which nonce counts were used (RFC 7616 §3.4, nc). Entries are made only for credentials that were
 * right, so that only those who know a secret can fill it; a nonce whose entry had to go is never
 * accepted again. Any thread may call.
 */
final class ReplayTable {
    /** Counts this far behind the highest are still told apart: UDP may reorder requests. */
    private static final int WINDOW = 64;

    private final int capacity;
    private final TreeMap<Long, Counts> bySerial = new TreeMap<>();

    /** Nonces up to this serial that are not in the table are used up. */
    private long forgotten;

    ReplayTable(int capacity) {
        this.capacity = capacity;
    }

    /**
     * @param expiredBeforeMs entries of nonces issued before are dropped
     * @return false where that count was used, or might have been
     */
    synchronized boolean use(NonceMint.Nonce nonce, long nc, long expiredBeforeMs) {
        Counts counts = bySerial.get(nonce.serial());
        if (counts == null) {
            if (nonce.serial() <= forgotten) {
                return false;
            }
            dropExpired(expiredBeforeMs);
            if (bySerial.size() >= capacity) {
                forgotten = Math.max(forgotten, bySerial.pollFirstEntry().getKey());
            }
            counts = new Counts(nonce.issuedMs());
            bySerial.put(nonce.serial(), counts);
        }
        return counts.use(nc);
    }

    private void dropExpired(long expiredBeforeMs) {
        Map.Entry<Long, Counts> oldest = bySerial.firstEntry();
        while (oldest != null && oldest.getValue().issuedMs < expiredBeforeMs) {
            bySerial.pollFirstEntry();
            // The clock might be set back later: what was used stays used.
            forgotten = Math.max(forgotten, oldest.getKey());
            oldest = bySerial.firstEntry();
        }
    }

    synchronized int size() {
        return bySerial.size();
    }

    private static final class Counts {
        private final long issuedMs;
        private long highest;

        /** Bit n: {@code highest − n} was used. */
        private long used;

        Counts(long issuedMs) {
            this.issuedMs = issuedMs;
        }

        boolean use(long nc) {
            if (nc > highest) {
                long ahead = nc - highest;
                used = ahead >= WINDOW ? 1 : used << ahead | 1;
                highest = nc;
                return true;
            }
            long behind = highest - nc;
            if (behind >= WINDOW || (used >>> behind & 1) != 0) {
                return false;
            }
            used |= 1L << behind;
            return true;
        }
    }
}
