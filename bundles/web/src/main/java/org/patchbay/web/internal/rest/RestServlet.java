package org.patchbay.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.web.internal.http.Answers;
import org.patchbay.web.internal.http.Bodies;
import org.patchbay.web.internal.http.Errands;
import org.patchbay.web.internal.http.Gate;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Query;
import org.patchbay.web.internal.http.Sources;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route, asks who it is, reads the body, writes the answer. */
public final class RestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RestServlet.class);
    private static final int LONGEST_VALUE = 512;

    private final transient Router router;
    private final transient Gate gate;
    private final transient Bodies bodies;
    private final transient Errands errands;

    public RestServlet(Rest rest, Gate gate, Bodies bodies, Errands errands) {
        this.router = new Router(rest.routes());
        this.gate = gate;
        this.bodies = bodies;
        this.errands = errands;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(request, response, !Answers.hasBody(request), () -> begin(request, response));
    }

    /** Makes an answer, or nothing where it comes later. */
    private interface Work {
        Optional<Answer> get() throws IOException;
    }

    /**
     * @param ended whether all of the request was read
     */
    private static void answer(
            HttpServletRequest request, HttpServletResponse response, boolean ended, Work work)
            throws IOException {
        try {
            Optional<Answer> answer = work.get();
            if (answer.isPresent()) {
                write(response, answer.get());
            }
        } catch (Problem problem) {
            Answers.problem(response, problem, ended);
        } catch (RuntimeException e) {
            LOG.error("{} {} broke", request.getMethod(), request.getServletPath(), e);
            Problem broken = Problem.of(Problem.Kind.BROKEN, "see the server's log");
            Answers.problem(response, broken, ended);
        }
    }

    private static void write(HttpServletResponse response, Answer answer) throws IOException {
        answer.headers().forEach(response::setHeader);
        if (answer.content().isPresent()) {
            Answer.Content content = answer.content().get();
            Answers.write(response, answer.status(), content.type(), content.bytes());
        } else {
            response.setStatus(answer.status());
        }
    }

    private Optional<Answer> begin(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<String> segments = segments(request);
        Router.Found found = find(request, response, segments);
        Route route = found.route();
        Optional<Who> who = gate.who(request);
        boolean showsToken = request.getHeader("Authorization") != null;
        if (who.isEmpty() && (showsToken || route.role().isPresent())) {
            throw Problem.of(Problem.Kind.NOT_LOGGED_IN, "by cookie or token");
        }
        if (route.role().isPresent()) {
            require(route.role().get(), who.get());
        } else if (!request.getMethod().equals("GET")) {
            Gate.requireOurPage(request);
        }
        Map<String, String> query = query(route, request);
        String source = Sources.of(request.getRemoteAddr());
        Asked asked = new Asked(route, who, found.values(), query, source);
        Whole whole = new Whole(asked, request, response);
        if (route.isLong()) {
            boolean ended = !Answers.hasBody(request);
            errands.run(request, who.get(), () -> whole.finish(ended, asked::alone));
            return Optional.empty();
        }
        if (route.body().isEmpty()) {
            return asked.alone();
        }
        requireJson(request);
        bodies.read(request, who, source, whole);
        return Optional.empty();
    }

    /** A request but for its body. */
    private record Asked(
            Route route,
            Optional<Who> who,
            Map<String, String> values,
            Map<String, String> query,
            String source) {
        Optional<Answer> alone() throws IOException {
            return Optional.of(with(Json.object("{}")));
        }

        Answer with(JsonNode body) throws IOException {
            return route.handler().handle(new Ask(who, values, query, body, source));
        }
    }

    /** Answers later: when the body is there, or what takes long is done. */
    private record Whole(Asked asked, HttpServletRequest request, HttpServletResponse response)
            implements Bodies.Then {
        @Override
        public void read(String text) {
            finish(true, () -> Optional.of(asked.with(body(asked.route(), text))));
        }

        @Override
        public void refused(Problem why, boolean ended) {
            finish(
                    ended,
                    () -> {
                        throw why;
                    });
        }

        private void finish(boolean ended, Work work) {
            try {
                answer(request, response, ended, work);
            } catch (IOException e) {
                LOG.debug("nobody hears the answer: {}", e.toString());
            }
        }
    }

    private static void require(Role role, Who who) {
        if (!who.role().includes(role)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "the role " + role.text() + " is needed");
        }
    }

    private Router.Found find(
            HttpServletRequest request, HttpServletResponse response, List<String> segments) {
        Optional<Router.Found> found = router.find(request.getMethod(), segments);
        if (found.isPresent()) {
            return found.get();
        }
        List<String> methods = router.methods(segments);
        if (methods.isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "no such path");
        }
        response.setHeader("Allow", String.join(", ", methods));
        throw Problem.of(Problem.Kind.METHOD, "only " + String.join(", ", methods));
    }

    private static List<String> segments(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        if (path.length() > LONGEST_VALUE) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "no such path");
        }
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }

    private static Map<String, String> query(Route route, HttpServletRequest request) {
        Map<String, String> query = new HashMap<>();
        Query.of(request.getQueryString())
                .forEach(
                        (name, values) -> {
                            if (route.query().stream().noneMatch(f -> f.name().equals(name))) {
                                throw Problem.at(name, "is not known here");
                            }
                            if (values.size() != 1 || values.get(0).length() > LONGEST_VALUE) {
                                throw Problem.at(name, "once, and not so long");
                            }
                            query.put(name, values.get(0));
                        });
        return query;
    }

    private static void requireJson(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(Problem.Kind.NOT_JSON, "Content-Type: application/json");
        }
    }

    private static JsonNode body(Route route, String text) {
        JsonNode body = Json.object(text);
        body.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (route.body().stream().noneMatch(f -> f.name().equals(name))) {
                                throw Problem.at(name, "is not known here");
                            }
                        });
        return body;
    }
}
