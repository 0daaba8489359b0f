package org.patchbay.webrtc.internal.desk;

/**
 * How much one page may have, and for how long.
 *
 * @param sessions at a time
 * @param calls at a time, pending ones too
 * @param candidates that a session is told
 * @param unlinkedMs how long a session waits for its call
 * @param pendingMs how long a call that the page asked for waits for its session
 * @param connectMs how long a call that was answered waits for its packets
 * @param keepMs how long a call is kept without its page, or without its packets
 */
public record DeskLimits(
        int sessions,
        int calls,
        int candidates,
        long unlinkedMs,
        long pendingMs,
        long connectMs,
        long keepMs) {}
