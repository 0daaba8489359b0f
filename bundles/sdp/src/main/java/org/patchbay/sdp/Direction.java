package org.patchbay.sdp;

/** Which way media flows, as seen by the side that says it (RFC 8866 §6.7, RFC 3264 §5.1). */
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;
    private final String attribute = name().toLowerCase(java.util.Locale.ROOT);

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /** The same flow as seen from the other side. */
    public Direction mirrored() {
        return of(receives, sends);
    }

    /**
     * What is left of {@code this} when the other side allows only {@code limit} (both as seen from
     * here).
     */
    public Direction and(Direction limit) {
        return of(sends && limit.sends, receives && limit.receives);
    }

    public static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    /** The attribute's name: {@code sendrecv}, {@code sendonly}, … */
    public String attribute() {
        return attribute;
    }
}
