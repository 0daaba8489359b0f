package org.patchbay.directory.api;

/** How a trunk is. */
public enum TrunkState {
    /** Nobody has asked it yet, or nobody asks: calls over it are tried. */
    UNKNOWN,
    /** Our first registration is under way; calls over it are tried. */
    REGISTERING,
    /** It answers, and has our registration where it takes one. */
    UP,
    /** It does not answer, or refuses our registration: calls over it fail at once. */
    DOWN
}
