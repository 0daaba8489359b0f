package org.patchbay.sip.internal.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.directory.api.DigestAlgorithm;

/**
 * The server's side of digest authentication with {@code qop=auth} (RFC 3261 §22, RFC 7616, RFC
 * 8760). Keeps state only for credentials that were right. Any thread may call.
 */
public final class DigestServer {
    private static final int MAX_REMEMBERED_NONCES = 65_536;
    private static final int MAX_USER_CHARS = 256;

    /** How far the clock may have gone back since a nonce was made. */
    private static final long CLOCK_SLACK_MS = 5_000;

    private final InstantSource clock;
    private final NonceMint mint;
    private final long nonceLifeMs;
    private final List<DigestAlgorithm> algorithms;
    private final ReplayTable replays = new ReplayTable(MAX_REMEMBERED_NONCES);
    private final GuessWatch guesses;

    /**
     * Challenges with MD5 alone. baresip 1.0.0 gives up on seeing any other algorithm beside it,
     * and sipp 3.6 on seeing another one first, so the rest is for those who choose it.
     */
    public DigestServer(InstantSource clock, byte[] nonceKey, Duration nonceLife) {
        this(
                clock,
                nonceKey,
                nonceLife,
                List.of(DigestAlgorithm.MD5),
                new GuessWatch(new Guesses(Guesses.Rules.USUAL), clock, lock -> {}));
    }

    /**
     * @param nonceKey 32 random bytes, new at each start
     * @param algorithms what is offered, in that order (RFC 8760 §2.4: strongest first)
     * @param guesses counts what is wrong, and says whom not to listen to
     */
    public DigestServer(
            InstantSource clock,
            byte[] nonceKey,
            Duration nonceLife,
            List<DigestAlgorithm> algorithms,
            GuessWatch guesses) {
        this.clock = clock;
        this.mint = new NonceMint(nonceKey);
        this.nonceLifeMs = nonceLife.toMillis();
        this.algorithms = List.copyOf(algorithms);
        this.guesses = guesses;
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("no algorithm");
        }
    }

    /** What everybody is offered, in that order. */
    public List<DigestAlgorithm> algorithms() {
        return algorithms;
    }

    /**
     * One value of WWW-Authenticate or Proxy-Authenticate for each algorithm, in their order.
     *
     * @param source who is challenged: only from there the nonce is of use
     */
    public List<String> challenges(
            String source, String realm, boolean stale, List<DigestAlgorithm> offered) {
        String nonce = mint.issue(clock.millis(), realm, source);
        List<String> values = new ArrayList<>(offered.size());
        for (DigestAlgorithm algorithm : offered) {
            values.add(
                    "Digest realm="
                            + AuthParameters.quoted(realm)
                            + ", nonce=\""
                            + nonce
                            + "\", algorithm="
                            + algorithm.token()
                            + ", qop=\"auth\""
                            + (stale ? ", stale=true" : ""));
        }
        return values;
    }

    /**
     * Checks one value of Authorization or Proxy-Authorization; null or empty is {@link
     * Verdict.Missing}, and so is one of somebody who guessed too often: it is not looked at. Nor
     * is one with a nonce that its source did not get from us, which is stale. So nobody is made to
     * wait by guesses that others send in his name. Never throws for what the network sends.
     *
     * @param source where it comes from
     * @param requestUri of the request line, as it came
     * @param ha1 asked once, also for users who do not exist
     */
    public Verdict check(
            String source,
            String authorization,
            String method,
            String requestUri,
            String realm,
            Ha1Source ha1) {
        AuthParameters given = AuthParameters.read(authorization).orElse(null);
        if (given == null || !isComplete(given) || !given.plain("realm").equals(realm)) {
            return new Verdict.Missing();
        }
        String user = given.plain("username");
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.byToken(given.has("algorithm") ? given.get("algorithm") : "MD5");
        long nc = nonceCount(given.get("nc"));
        if (algorithm.isEmpty() || nc <= 0 || user.isEmpty() || user.length() > MAX_USER_CHARS) {
            return new Verdict.Missing();
        }
        Optional<NonceMint.Nonce> nonce = mint.read(given.get("nonce"), realm, source);
        if (nonce.isEmpty()) {
            return new Verdict.Stale();
        }
        if (!guesses.mayTry(source, user)) {
            return new Verdict.Missing();
        }
        // Everything below is done for everybody, so that time does not tell who exists.
        boolean right = isRight(given, algorithm.get(), user, method, realm, ha1);
        boolean sameUri = DigestUri.same(given.get("uri"), requestUri);
        if (!right) {
            guesses.wrong(source, user);
            return new Verdict.Wrong(user);
        }
        guesses.right(source, user);
        if (!sameUri) {
            return new Verdict.Wrong(user);
        }
        return isFresh(nonce.get(), nc) ? new Verdict.Ok(user) : new Verdict.Stale();
    }

    private static boolean isComplete(AuthParameters given) {
        return given.get("qop").equalsIgnoreCase("auth")
                && !given.get("nonce").isEmpty()
                && !given.get("cnonce").isEmpty()
                && !given.get("uri").isEmpty()
                && !given.get("response").isEmpty();
    }

    private boolean isRight(
            AuthParameters given,
            DigestAlgorithm algorithm,
            String user,
            String method,
            String realm,
            Ha1Source ha1) {
        String decoy = mint.decoy(user);
        Optional<String> known = ha1.ha1(user, algorithm, realm);
        String expected =
                DigestHash.response(
                        algorithm,
                        known.orElse(decoy),
                        given.get("nonce"),
                        given.get("nc"),
                        given.get("cnonce"),
                        method,
                        given.get("uri"));
        String response = given.get("response").toLowerCase(java.util.Locale.ROOT);
        return DigestHash.same(expected, response) & known.isPresent();
    }

    private boolean isFresh(NonceMint.Nonce nonce, long nc) {
        long ageMs = clock.millis() - nonce.issuedMs();
        return ageMs <= nonceLifeMs
                && ageMs >= -CLOCK_SLACK_MS
                && replays.use(nonce, nc, clock.millis() - nonceLifeMs);
    }

    /** Eight hex digits (RFC 7616 §3.4), −1 for anything else. */
    private static long nonceCount(String nc) {
        boolean hex =
                nc.length() == 8
                        && nc.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        return hex ? Long.parseLong(nc, 16) : -1;
    }
}
