package org.patchbay.directory.api;

import java.util.Objects;

/**
 * How far calls over trunks may go.
 *
 * @param maxCalls at once; 0 for as many as there are
 * @param numbers that may be dialled
 */
public record CallLimits(int maxCalls, NumberRules numbers) {
    public static final CallLimits NONE = new CallLimits(0, NumberRules.ANY);

    public CallLimits {
        Objects.requireNonNull(numbers);
        if (maxCalls < 0) {
            throw new IllegalArgumentException("maxCalls " + maxCalls);
        }
    }

    /** Whether one more fits beside that many. */
    public boolean hasRoom(int calls) {
        return maxCalls == 0 || calls < maxCalls;
    }
}
