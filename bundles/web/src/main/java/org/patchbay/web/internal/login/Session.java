package org.patchbay.web.internal.login;

import java.util.Objects;

/** One login by password, as long as it lasts. Its cookie is known to {@link Sessions} alone. */
public final class Session {
    private final String user;
    private final Role role;
    private final String csrf = Secrets.random(24);
    private final long sinceMs;
    private long seenMs;

    Session(String user, Role role, long nowMs) {
        this.user = Objects.requireNonNull(user);
        this.role = Objects.requireNonNull(role);
        this.sinceMs = nowMs;
        this.seenMs = nowMs;
    }

    public String user() {
        return user;
    }

    public Role role() {
        return role;
    }

    /** What a page must say with each request that changes something. */
    public String csrf() {
        return csrf;
    }

    long sinceMs() {
        return sinceMs;
    }

    long seenMs() {
        return seenMs;
    }

    void seen(long nowMs) {
        seenMs = nowMs;
    }
}
