package org.patchbay.web.internal.rest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.web.internal.login.Role;

/**
 * One thing that can be asked: what the router finds, and what the document says of it.
 *
 * @param template under {@code /api/v1}, such as {@code /calls/{id}}
 * @param role that it needs at least; empty for everybody
 * @param status where it goes well
 * @param nothing what an answer without a body (204) means besides; empty where there is none
 * @param type of what is answered, where it goes well and something is
 * @param bodySchema of the body, where that is more than its members; else empty
 * @param answerSchema of what is answered, where the document knows; else empty
 * @param isLong it may take a while, and is done where nobody else waits for it
 */
public record Route(
        String method,
        String template,
        Optional<Role> role,
        String summary,
        List<Field> query,
        List<Field> body,
        int status,
        Optional<String> nothing,
        String type,
        Map<String, Object> bodySchema,
        Map<String, Object> answerSchema,
        boolean isLong,
        Handler handler) {
    private static final String JSON = "application/json";
    private static final Optional<String> ALWAYS = Optional.empty();

    /** Carries it out. */
    public interface Handler {
        Answer handle(Ask ask) throws IOException;
    }

    public Route {
        Objects.requireNonNull(role);
        Objects.requireNonNull(nothing);
        query = List.copyOf(query);
        body = List.copyOf(body);
        Objects.requireNonNull(type);
        Objects.requireNonNull(bodySchema);
        Objects.requireNonNull(answerSchema);
        Objects.requireNonNull(handler);
        if (isLong && (role.isEmpty() || !body.isEmpty())) {
            throw new IllegalArgumentException("who asks for something long is known, and waits");
        }
    }

    private static Route plain(
            String method,
            String template,
            Role role,
            String summary,
            List<Field> body,
            int status,
            Handler handler) {
        return new Route(
                method,
                template,
                Optional.of(role),
                summary,
                List.of(),
                body,
                status,
                ALWAYS,
                JSON,
                Map.of(),
                Map.of(),
                false,
                handler);
    }

    public static Route get(String template, Role role, String summary, Handler handler) {
        return plain("GET", template, role, summary, List.of(), 200, handler);
    }

    public static Route post(
            String template, Role role, int status, String summary, List<Field> body, Handler h) {
        return plain("POST", template, role, summary, body, status, h);
    }

    public static Route delete(String template, Role role, String summary, Handler handler) {
        return plain("DELETE", template, role, summary, List.of(), 204, handler);
    }

    public Route asking(List<Field> parameters) {
        return new Route(
                method,
                template,
                role,
                summary,
                parameters,
                body,
                status,
                nothing,
                type,
                bodySchema,
                answerSchema,
                isLong,
                handler);
    }

    public Route forEverybody() {
        return new Route(
                method,
                template,
                Optional.empty(),
                summary,
                query,
                body,
                status,
                nothing,
                type,
                bodySchema,
                answerSchema,
                isLong,
                handler);
    }

    /** The answer may be that there is nothing, which is no error. */
    public Route orNothing(String meaning) {
        return new Route(
                method,
                template,
                role,
                summary,
                query,
                body,
                status,
                Optional.of(meaning),
                type,
                bodySchema,
                answerSchema,
                isLong,
                handler);
    }

    /** The answer is of that type, and not JSON. */
    public Route giving(String other) {
        return new Route(
                method,
                template,
                role,
                summary,
                query,
                body,
                status,
                nothing,
                other,
                bodySchema,
                answerSchema,
                isLong,
                handler);
    }

    /** What the document says of its body, and of its answer. */
    Route told(Map<String, Object> said, Map<String, Object> answered) {
        return new Route(
                method, template, role, summary, query, body, status, nothing, type, said, answered,
                isLong, handler);
    }

    Route answering(Map<String, Object> schema) {
        return told(bodySchema, schema);
    }

    /**
     * It may take a while: few are done at once, and fewer for one user, where nobody else waits.
     */
    public Route takingLong() {
        return new Route(
                method,
                template,
                role,
                summary,
                query,
                body,
                status,
                nothing,
                type,
                bodySchema,
                answerSchema,
                true,
                handler);
    }
}
