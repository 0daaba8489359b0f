package org.patchbay.webrtc.internal.phone;

/**
 * How much there may be in all.
 *
 * @param sessions of all pages
 * @param sessionsOfUser of one user's pages
 * @param pages of all users
 * @param pagesOfUser that one user may have open, or kept
 * @param wordsPerSecond that a page may say on average
 * @param wordsAtOnce that it may say at once
 */
public record HouseLimits(
        int sessions,
        int sessionsOfUser,
        int pages,
        int pagesOfUser,
        int wordsPerSecond,
        int wordsAtOnce) {}
