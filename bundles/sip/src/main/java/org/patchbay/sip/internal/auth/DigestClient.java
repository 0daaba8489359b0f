package org.patchbay.sip.internal.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.patchbay.directory.api.DigestAlgorithm;

/** The client's side of digest authentication: answers a challenge (RFC 7616 §3.4). */
public final class DigestClient {
    private static final int MAX_CHALLENGES = 8;

    private DigestClient() {}

    /**
     * The value of Authorization or Proxy-Authorization for the strongest challenge that we can
     * answer; empty where there is none.
     *
     * @param challenges the values of all challenge headers of one kind, in their order
     * @param uri as in the request line of the request that is sent again
     * @param ha1 of {@code user}, by algorithm and realm
     * @param cnonce our own random token
     * @param nc how often that nonce was used, from 1
     */
    public static Optional<String> answer(
            List<String> challenges,
            String method,
            String uri,
            String user,
            BiFunction<DigestAlgorithm, String, Optional<String>> ha1,
            String cnonce,
            int nc) {
        if (!AuthParameters.isPlain(uri + user + cnonce)) {
            throw new IllegalArgumentException("control characters");
        }
        return challenges.stream()
                .limit(MAX_CHALLENGES)
                .flatMap(Challenge::read)
                .sorted(Comparator.comparing(Challenge::algorithm))
                .flatMap(
                        c ->
                                ha1.apply(c.algorithm, c.parameters.plain("realm")).stream()
                                        .map(h -> c.answer(h, method, uri, user, cnonce, nc)))
                .findFirst();
    }

    /** Whether a challenge of the list says that only the nonce was old (RFC 7616 §3.3). */
    public static boolean isStale(List<String> challenges) {
        return challenges.stream()
                .limit(MAX_CHALLENGES)
                .flatMap(Challenge::read)
                .anyMatch(c -> c.parameters.get("stale").equalsIgnoreCase("true"));
    }

    private record Challenge(AuthParameters parameters, DigestAlgorithm algorithm) {
        static Stream<Challenge> read(String header) {
            return AuthParameters.read(header).stream()
                    .filter(p -> p.has("realm") && !p.get("nonce").isEmpty())
                    .filter(p -> !p.has("qop") || offersAuth(p.get("qop")))
                    .flatMap(
                            p ->
                                    DigestAlgorithm.byToken(
                                                    p.has("algorithm") ? p.get("algorithm") : "MD5")
                                            .stream()
                                            .map(a -> new Challenge(p, a)));
        }

        private static boolean offersAuth(String qop) {
            return Stream.of(qop.split(",")).anyMatch(q -> q.strip().equalsIgnoreCase("auth"));
        }

        String answer(String ha1, String method, String uri, String user, String cnonce, int nc) {
            String nonce = parameters.get("nonce");
            String count = String.format("%08x", nc);
            boolean qop = parameters.has("qop");
            String response =
                    qop
                            ? DigestHash.response(algorithm, ha1, nonce, count, cnonce, method, uri)
                            : DigestHash.responseWithoutQop(algorithm, ha1, nonce, method, uri);
            List<String> out = new ArrayList<>();
            out.add("username=" + AuthParameters.quoted(user));
            out.add("realm=\"" + parameters.get("realm") + '"');
            out.add("nonce=\"" + nonce + '"');
            out.add("uri=\"" + uri + '"');
            out.add("response=\"" + response + '"');
            if (parameters.has("algorithm")) {
                out.add("algorithm=" + algorithm.token());
            }
            if (parameters.has("opaque")) {
                out.add("opaque=\"" + parameters.get("opaque") + '"');
            }
            if (qop) {
                out.add("qop=auth");
                out.add("cnonce=\"" + cnonce + '"');
                out.add("nc=" + count);
            }
            return "Digest " + String.join(", ", out);
        }
    }
}
