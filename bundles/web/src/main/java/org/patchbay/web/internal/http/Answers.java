package org.patchbay.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads bodies no further than they may be long, and writes answers. */
public final class Answers {
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final int MOST_FORGOTTEN_BYTES = 1 << 20;
    private static final Duration LONGEST_BODY = Duration.ofSeconds(10);

    /** Of a request whose body was read to its end. */
    private static final String READ = Answers.class.getName();

    private Answers() {}

    /**
     * @throws Problem where it is too long or no text
     */
    public static String body(HttpServletRequest request) throws IOException {
        byte[] bytes = read(request.getInputStream());
        request.setAttribute(READ, true);
        if (bytes.length > MOST_BODY_BYTES) {
            throw Problem.of(
                    Problem.Kind.TOO_LARGE, "a body has at most " + MOST_BODY_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(Problem.Kind.BAD_REQUEST, "the body is not UTF-8");
        }
    }

    /**
     * What is too long is read on for a while and forgotten: who is cut off in the midst of sending
     * does not hear why.
     */
    private static byte[] read(InputStream in) throws IOException {
        long until = System.nanoTime() + LONGEST_BODY.toNanos();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        long all = 0;
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
            all += n;
            if (kept.size() <= MOST_BODY_BYTES) {
                kept.write(part, 0, n);
            }
            if (all > MOST_FORGOTTEN_BYTES) {
                throw Problem.of(Problem.Kind.TOO_LARGE, "a body of more than a megabyte");
            }
            if (System.nanoTime() - until > 0) {
                throw Problem.of(Problem.Kind.TOO_SLOW, "the body does not end");
            }
        }
        return kept.toByteArray();
    }

    public static void json(HttpServletResponse response, int status, Object tree)
            throws IOException {
        write(response, status, "application/json", tree);
    }

    public static void problem(
            HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        problem.retryAfterS().ifPresent(s -> response.setHeader("Retry-After", "" + s));
        if (hasUnreadBody(request)) {
            // The server does not read it either, and so cannot tell where the next request begins.
            response.setHeader("Connection", "close");
        }
        write(response, problem.kind().status(), "application/problem+json", problem.json());
    }

    private static boolean hasUnreadBody(HttpServletRequest request) {
        boolean has =
                request.getContentLengthLong() > 0
                        || request.getHeader("Transfer-Encoding") != null;
        return has && request.getAttribute(READ) == null;
    }

    private static void write(HttpServletResponse response, int status, String type, Object tree)
            throws IOException {
        byte[] bytes = Json.text(tree).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
