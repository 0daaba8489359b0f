package org.patchbay.web.internal.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.patchbay.web.internal.login.Secrets;
import org.patchbay.web.internal.login.Sessions;
import org.patchbay.web.internal.login.Tokens;

/** Who asks, and whether a page of ours made him ask. */
public final class Gate {
    /** Sent over TLS only, to this very host, and to no page of others. */
    public static final String COOKIE = "__Host-patchbay";

    public static final String CSRF_HEADER = "X-CSRF";
    private static final String BEARER = "Bearer ";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private final Sessions sessions;
    private final Tokens tokens;
    private final InstantSource clock;

    public Gate(Sessions sessions, Tokens tokens, InstantSource clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Empty where nobody is known to ask.
     *
     * @throws Problem where a page of somebody else may have made him ask
     */
    public Optional<Who> who(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.startsWith(BEARER)
                    ? tokens.find(authorization.substring(BEARER.length())).map(Who::with)
                    : Optional.empty();
        }
        Optional<Who> who =
                cookie(request).flatMap(c -> sessions.find(c, clock.millis())).map(Who::at);
        if (who.isPresent() && !HARMLESS.contains(request.getMethod())) {
            requireOurPage(request);
            String said = request.getHeader(CSRF_HEADER);
            if (said == null || !Secrets.same(said, who.get().session().get().csrf())) {
                throw Problem.of(
                        Problem.Kind.FOREIGN_PAGE,
                        "the header " + CSRF_HEADER + " with the word of this session is needed");
            }
        }
        return who;
    }

    /** Whether he would be let in as well now. */
    public boolean knows(Who who) {
        return who.session().map(s -> sessions.isOpen(s, clock.millis())).orElse(true)
                && who.token().map(tokens::isGood).orElse(true);
    }

    /**
     * For a WebSocket: a page's cookie counts only for a page of ours, for browsers open sockets of
     * any page with the cookies of any host.
     */
    public Optional<Who> whoOfSocket(HttpServletRequest request) {
        Optional<Who> who = who(request);
        boolean page = who.map(w -> w.session().isPresent()).orElse(false);
        String origin = request.getHeader("Origin");
        if ((page || origin != null) && !Origin.isOurs(origin, request.getHeader("Host"))) {
            throw Problem.of(Problem.Kind.FOREIGN_PAGE, "from " + origin);
        }
        return who;
    }

    /**
     * Programs send no Origin; a browser does with whatever could change something.
     *
     * @throws Problem where it is another page's
     */
    public static void requireOurPage(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null && !Origin.isOurs(origin, request.getHeader("Host"))) {
            throw Problem.of(Problem.Kind.FOREIGN_PAGE, "from " + origin);
        }
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie c : cookies) {
                if (c.getName().equals(COOKIE)) {
                    return Optional.of(c.getValue());
                }
            }
        }
        return Optional.empty();
    }
}
