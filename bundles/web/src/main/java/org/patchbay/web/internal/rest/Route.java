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
 * @param isLong it may take a while, and is done where nobody else waits for it
 */
public record Route(
        String method,
        String template,
        Optional<Role> role,
        List<Field> query,
        List<Field> body,
        int status,
        RouteDoc doc,
        boolean isLong,
        Handler handler) {
    /** Carries it out. */
    public interface Handler {
        Answer handle(Ask ask) throws IOException;
    }

    public Route {
        Objects.requireNonNull(role);
        Objects.requireNonNull(doc);
        query = List.copyOf(query);
        body = List.copyOf(body);
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
        RouteDoc doc = RouteDoc.of(summary);
        Optional<Role> least = Optional.of(role);
        return new Route(method, template, least, List.of(), body, status, doc, false, handler);
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
        return new Route(method, template, role, parameters, body, status, doc, isLong, handler);
    }

    public Route forEverybody() {
        Optional<Role> least = Optional.empty();
        return new Route(method, template, least, query, body, status, doc, isLong, handler);
    }

    /**
     * It may take a while: few are done at once, and fewer for one user, where nobody else waits.
     */
    public Route takingLong() {
        return new Route(method, template, role, query, body, status, doc, true, handler);
    }

    private Route saying(RouteDoc said) {
        return new Route(method, template, role, query, body, status, said, isLong, handler);
    }

    /** The answer may be that there is nothing, which is no error. */
    public Route orNothing(String meaning) {
        Optional<String> nothing = Optional.of(meaning);
        return saying(
                new RouteDoc(
                        doc.summary(), nothing, doc.type(), doc.bodySchema(), doc.answerSchema()));
    }

    /** The answer is of that type, and not JSON. */
    public Route giving(String type) {
        return saying(
                new RouteDoc(
                        doc.summary(), doc.nothing(), type, doc.bodySchema(), doc.answerSchema()));
    }

    /** What the document says of its body, and of its answer. */
    Route told(Map<String, Object> said, Map<String, Object> answered) {
        return saying(new RouteDoc(doc.summary(), doc.nothing(), doc.type(), said, answered));
    }

    Route answering(Map<String, Object> schema) {
        return told(doc.bodySchema(), schema);
    }
}
