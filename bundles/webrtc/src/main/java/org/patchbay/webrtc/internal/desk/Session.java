package org.patchbay.webrtc.internal.desk;

/** One session of a page. */
final class Session {
    final String id;

    /** Whether our answer is out: before that it can carry nothing. */
    boolean answered;

    boolean connected;
    int candidates;

    /** The call that it is linked to; null for none. */
    String call;

    /** When it ends where nothing happens; {@link Long#MAX_VALUE} for never. */
    long until;

    Session(String id, long until) {
        this.id = id;
        this.until = until;
    }
}
