package org.patchbay.call.api;

import java.util.List;

/** The house at one event number: later events are numbered higher. */
public record HouseSnapshot(String bootId, long number, List<CallSnapshot> calls) {
    public HouseSnapshot {
        calls = List.copyOf(calls);
    }
}
