package org.patchbay.call.api;

import java.util.Objects;

/**
 * What a call carries from the leg that it came by to the legs that it dials, so that one that runs
 * in a circle through other exchanges comes to an end.
 *
 * @param session the same on every leg, as far as others pass it on; empty where none is known yet
 * @param hopsLeft how many exchanges it may still go through; never negative
 * @param returns how often it has come back already
 */
public record Passage(String session, int hopsLeft, int returns) {
    /** Exchanges that a new call may go through (RFC 3261 §8.1.1.6). */
    public static final int MAX_HOPS = 70;

    public static final Passage FIRST = new Passage("", MAX_HOPS, 0);

    public Passage {
        Objects.requireNonNull(session);
        if (hopsLeft < 0 || returns < 0) {
            throw new IllegalArgumentException("hops left " + hopsLeft + ", returns " + returns);
        }
    }
}
