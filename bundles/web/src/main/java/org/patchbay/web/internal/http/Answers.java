package org.patchbay.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes answers. */
public final class Answers {
    public static final String PROBLEM = "application/problem+json";

    private Answers() {}

    /**
     * @param ended whether all of the request came
     */
    public static void problem(HttpServletResponse response, Problem problem, boolean ended)
            throws IOException {
        problem.retryAfterS().ifPresent(s -> response.setHeader("Retry-After", "" + s));
        if (!ended) {
            // The server does not read it either, and so cannot tell where the next request begins.
            response.setHeader("Connection", "close");
        }
        byte[] json = Json.text(problem.json()).getBytes(StandardCharsets.UTF_8);
        write(response, problem.kind().status(), PROBLEM, json);
    }

    /** Whether something follows the header, which nobody may have read yet. */
    public static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    public static void write(HttpServletResponse response, int status, String type, byte[] bytes)
            throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
