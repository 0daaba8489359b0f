package org.patchbay.webrtc.internal.ice;

import org.patchbay.webrtc.internal.rate.TokenBucket;

/**
 * How many messages of ICE one session hears, of each address and of all together. A name is no
 * secret on the way, so whoever saw it may say as much as he likes; who says little is heard all
 * the same. Any thread.
 */
final class StunRate {
    /**
     * A browser checks each way fifty times a second at most, while it looks for one, and answers
     * as many checks of ours.
     */
    static final Limit OF_SOURCE = new Limit(100, 200);

    static final Limit OF_SESSION = new Limit(400, 800);

    /** What one address may say whatever others do; a browser that talks needs less. */
    static final Limit ASSURED = new Limit(20, 40);

    record Limit(int perSecond, int atOnce) {
        private TokenBucket bucket(long nowMs) {
            return new TokenBucket(perSecond, atOnce, nowMs);
        }
    }

    private final TokenBucket shared;

    StunRate(long nowMs) {
        shared = OF_SESSION.bucket(nowMs);
    }

    /** One more address of the session. */
    Source source(long nowMs) {
        return new Source(nowMs);
    }

    final class Source {
        private final TokenBucket all;
        private final TokenBucket assured;

        private Source(long nowMs) {
            all = OF_SOURCE.bucket(nowMs);
            assured = ASSURED.bucket(nowMs);
        }

        /** Whether one more message is heard. */
        boolean admits(long nowMs) {
            synchronized (StunRate.this) {
                return all.admits(nowMs) && (assured.admits(nowMs) || shared.admits(nowMs));
            }
        }
    }
}
