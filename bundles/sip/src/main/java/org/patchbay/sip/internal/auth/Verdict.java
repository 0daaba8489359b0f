package org.patchbay.sip.internal.auth;

/** What became of somebody's credentials. */
public sealed interface Verdict {
    /** They are right: the request comes from that user. */
    record Ok(String user) implements Verdict {}

    /** None for our realm, or none that can be read: challenge. */
    record Missing() implements Verdict {}

    /** The nonce is expired, used up or not ours: challenge again with {@code stale=true}. */
    record Stale() implements Verdict {}

    /** The answer is wrong, or nobody of that name is known; both take the same path. */
    record Wrong(String user) implements Verdict {}
}
