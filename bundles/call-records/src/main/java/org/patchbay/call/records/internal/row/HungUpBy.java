package org.patchbay.call.records.internal.row;

/** Who ended a call or a leg. */
public enum HungUpBy {
    CALLER,
    CALLED,
    /** Time ran out, or an app, a command or another leg's end did it. */
    HOUSE
}
