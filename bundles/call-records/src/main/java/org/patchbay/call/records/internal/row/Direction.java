package org.patchbay.call.records.internal.row;

/** Which way a call went, as seen from the house. */
public enum Direction {
    /** It came by a trunk, wherever it went then. */
    INBOUND,
    /** It went out by a trunk. */
    OUTBOUND,
    /** It stayed in the house. */
    INTERNAL,
    /** It is a conference; those who sit in it have calls of their own, too. */
    ROOM
}
