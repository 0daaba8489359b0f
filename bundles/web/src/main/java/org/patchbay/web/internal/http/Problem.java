package org.patchbay.web.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Why a request was not carried out, as RFC 9457 says it. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kinds there are: the last part of the {@code type}, which pages may compare. */
    public enum Kind {
        BAD_REQUEST(400, "The request makes no sense"),
        NOT_LOGGED_IN(401, "Log in first"),
        WRONG_PASSWORD(401, "User or password is wrong"),
        FORBIDDEN(403, "Your role does not allow that"),
        FOREIGN_PAGE(403, "Not asked by a page of this house"),
        NOT_FOUND(404, "There is no such thing"),
        METHOD(405, "That cannot be done with it"),
        REFUSED(409, "It was not carried out"),
        TOO_LARGE(413, "The request is too large"),
        URI_TOO_LONG(414, "The address is too long"),
        NOT_JSON(415, "JSON is needed"),
        UPGRADE(426, "A WebSocket is needed"),
        TOO_MANY(429, "Too many tries"),
        HEADER_TOO_LARGE(431, "The header is too large"),
        BROKEN(500, "Something is broken here"),
        ABSENT(503, "That part of the house is not there"),
        TOO_SLOW(504, "It takes too long");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The plainest of those with that status. */
        public static Optional<Kind> of(int status) {
            return Stream.of(values()).filter(kind -> kind.status == status).findFirst();
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }

        public String type() {
            return "/api/problems#" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private final Kind kind;
    private final String at;
    private final OptionalLong retryAfterS;

    private Problem(Kind kind, String detail, String at, OptionalLong retryAfterS) {
        // Expected, and many where somebody wants: without a stack.
        super(detail, null, false, false);
        this.kind = kind;
        this.at = at;
        this.retryAfterS = retryAfterS;
    }

    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, "", OptionalLong.empty());
    }

    /**
     * @param at which part of the request
     */
    public static Problem at(String at, String detail) {
        return new Problem(Kind.BAD_REQUEST, detail, at, OptionalLong.empty());
    }

    public static Problem later(Kind kind, String detail, long seconds) {
        return new Problem(kind, detail, "", OptionalLong.of(seconds));
    }

    public Kind kind() {
        return kind;
    }

    public OptionalLong retryAfterS() {
        return retryAfterS;
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", kind.type());
        json.put("title", kind.title());
        json.put("status", kind.status());
        json.put("detail", getMessage());
        if (!at.isEmpty()) {
            json.put("at", at);
        }
        return json;
    }
}
