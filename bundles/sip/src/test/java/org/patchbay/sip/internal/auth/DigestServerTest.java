package org.patchbay.sip.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.DigestAlgorithm;

class DigestServerTest {
    private static final String REALM = "pbx \"one\"";
    private static final String URI = "sip:pbx.example";
    private static final String HERE = "192.0.2.1";
    private static final byte[] KEY = new byte[32];

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<String> asked = new ArrayList<>();
    private final List<AccessLock> locks = new ArrayList<>();
    private final DigestServer server =
            new DigestServer(
                    () -> now,
                    KEY,
                    Duration.ofMinutes(5),
                    List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                    new GuessWatch(new Guesses(Guesses.Rules.USUAL), () -> now, locks::add));

    private Optional<String> secret(String user, DigestAlgorithm algorithm, String realm) {
        asked.add(user);
        return user.equals("1001")
                ? Optional.of(DigestHash.hash(algorithm, user + ":" + realm + ":pw"))
                : Optional.empty();
    }

    private Verdict check(String header) {
        return server.check(HERE, header, "REGISTER", URI, REALM, this::secret);
    }

    private String answer(String challenge, String user, String password, int nc) {
        return DigestClient.answer(
                        List.of(challenge),
                        "REGISTER",
                        URI,
                        user,
                        (a, r) -> Optional.of(DigestHash.hash(a, user + ":" + r + ":" + password)),
                        "c0ffee",
                        nc)
                .orElseThrow();
    }

    private String challenge(DigestAlgorithm algorithm) {
        return server.challenges(HERE, REALM, false, List.of(algorithm)).get(0);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsTheRightSecretByEachAlgorithm(DigestAlgorithm algorithm) {
        String header = answer(challenge(algorithm), "1001", "pw", 1);
        assertEquals(new Verdict.Ok("1001"), check(header));
    }

    @Test
    void offersTheStrongestFirstAndBareMd5ByDefault() {
        List<String> values = server.challenges(HERE, REALM, true, server.algorithms());
        assertEquals(2, values.size());
        assertTrue(values.get(0).contains("algorithm=SHA-256, qop=\"auth\", stale=true"));
        assertTrue(values.get(1).contains("algorithm=MD5"));
        DigestServer plain = new DigestServer(() -> now, KEY, Duration.ofMinutes(5));
        assertEquals(1, plain.challenges(HERE, REALM, false, plain.algorithms()).size());
        assertTrue(
                plain.challenges(HERE, REALM, false, plain.algorithms())
                        .get(0)
                        .contains("algorithm=MD5"));
        assertNotEquals(
                server.challenges(HERE, REALM, false, server.algorithms()),
                server.challenges(HERE, REALM, false, server.algorithms()));
    }

    @Test
    void wrongSecretAndUnknownUserTakeTheSamePath() {
        String challenge = challenge(DigestAlgorithm.MD5);
        assertEquals(new Verdict.Wrong("1001"), check(answer(challenge, "1001", "no", 1)));
        assertEquals(new Verdict.Wrong("9999"), check(answer(challenge, "9999", "pw", 1)));
        assertEquals(List.of("1001", "9999"), asked);
    }

    @Test
    void anUnknownUserCannotAnswerWithTheDecoy() {
        String challenge = challenge(DigestAlgorithm.SHA_256);
        String decoy = new NonceMint(KEY).decoy("9999");
        String header =
                DigestClient.answer(
                                List.of(challenge),
                                "REGISTER",
                                URI,
                                "9999",
                                (a, r) -> Optional.of(decoy),
                                "x",
                                1)
                        .orElseThrow();
        assertEquals(new Verdict.Wrong("9999"), check(header));
    }

    @Test
    void aReplayedCountIsStaleButReorderedOnesAreNot() {
        String challenge = challenge(DigestAlgorithm.MD5);
        for (int nc : new int[] {1, 5, 3, 2, 200, 137}) {
            assertInstanceOf(
                    Verdict.Ok.class, check(answer(challenge, "1001", "pw", nc)), "nc " + nc);
        }
        for (int nc : new int[] {1, 5, 3, 200, 137, 136, 4}) {
            assertInstanceOf(
                    Verdict.Stale.class, check(answer(challenge, "1001", "pw", nc)), "nc " + nc);
        }
    }

    @Test
    void whoDoesNotKnowTheSecretUsesUpNothing() {
        String challenge = challenge(DigestAlgorithm.MD5);
        assertInstanceOf(Verdict.Wrong.class, check(answer(challenge, "1001", "no", 1)));
        assertInstanceOf(Verdict.Ok.class, check(answer(challenge, "1001", "pw", 1)));
    }

    @Test
    void nonceEndsWithItsTime() {
        String header = answer(challenge(DigestAlgorithm.MD5), "1001", "pw", 1);
        now = now.plus(Duration.ofMinutes(5));
        assertInstanceOf(Verdict.Ok.class, check(header));
        String second = answer(challenge(DigestAlgorithm.MD5), "1001", "pw", 1);
        now = now.plus(Duration.ofMinutes(5)).plusMillis(1);
        assertInstanceOf(Verdict.Stale.class, check(second));
        now = now.minus(Duration.ofMinutes(5));
        assertInstanceOf(Verdict.Ok.class, check(second), "nothing was used up by being late");
        assertInstanceOf(Verdict.Stale.class, check(header), "used before, and so for ever");
    }

    @Test
    void nonceOfSomebodyElseIsStaleAndNothingIsLookedAt() {
        DigestServer before = new DigestServer(() -> now, other(), Duration.ofMinutes(5));
        String foreign = before.challenges(HERE, REALM, false, before.algorithms()).get(0);
        assertInstanceOf(Verdict.Stale.class, check(answer(foreign, "1001", "pw", 1)));
        assertInstanceOf(Verdict.Stale.class, check(answer(foreign, "1001", "no", 1)));
        String otherRealm = server.challenges(HERE, "other", false, server.algorithms()).get(1);
        assertInstanceOf(Verdict.Missing.class, check(answer(otherRealm, "1001", "pw", 1)));
        String moved = otherRealm.replace("\"other\"", AuthParameters.quoted(REALM));
        assertInstanceOf(Verdict.Stale.class, check(answer(moved, "1001", "pw", 1)));
        String chosen = "Digest realm=" + AuthParameters.quoted(REALM) + ", nonce=\"x\", qop=auth";
        assertInstanceOf(Verdict.Stale.class, check(answer(chosen, "1001", "pw", 1)));
        String stolen = answer(challenge(DigestAlgorithm.MD5), "1001", "pw", 1);
        assertInstanceOf(
                Verdict.Stale.class,
                server.check("192.0.2.2", stolen, "REGISTER", URI, REALM, this::secret));
        assertEquals(List.of(), asked);
    }

    @Test
    void whoGuessesTooOftenIsNotLookedAtEvenWhereRight() {
        for (String user : List.of("1001", "9999")) {
            for (int i = 0; i < 6; i++) {
                String wrong = answer(challenge(DigestAlgorithm.MD5), user, "no", 1);
                assertEquals(new Verdict.Wrong(user), check(wrong));
            }
            asked.clear();
            String next = answer(challenge(DigestAlgorithm.MD5), user, "pw", 1);
            assertInstanceOf(Verdict.Missing.class, check(next));
            assertEquals(List.of(), asked);
        }
        Instant until = now.plusSeconds(1);
        assertEquals(
                List.of(
                        new AccessLock(HERE, "1001", 6, until),
                        new AccessLock(HERE, "9999", 6, until)),
                locks);
        now = now.plusSeconds(1);
        String right = answer(challenge(DigestAlgorithm.MD5), "1001", "pw", 1);
        assertEquals(new Verdict.Ok("1001"), check(right));
    }

    @Test
    void guessesInTheNameOfOthersDoThemNoHarm() {
        String challenge = challenge(DigestAlgorithm.MD5);
        for (int i = 0; i < 100; i++) {
            server.check(
                    "192.0.2.9",
                    answer(challenge, "1001", "no", 1),
                    "REGISTER",
                    URI,
                    REALM,
                    this::secret);
        }
        assertEquals(new Verdict.Ok("1001"), check(answer(challenge, "1001", "pw", 1)));
        assertEquals(List.of(), locks);
    }

    private static byte[] other() {
        byte[] key = new byte[32];
        key[31] = 1;
        return key;
    }

    @Test
    void signedUriAndMethodMustBeTheRequests() {
        String header = answer(challenge(DigestAlgorithm.MD5), "1001", "pw", 1);
        assertInstanceOf(
                Verdict.Wrong.class,
                server.check(HERE, header, "INVITE", URI, REALM, this::secret));
        assertInstanceOf(
                Verdict.Wrong.class,
                server.check(HERE, header, "REGISTER", "sip:other.example", REALM, this::secret));
        assertInstanceOf(
                Verdict.Ok.class,
                server.check(
                        HERE, header, "REGISTER", "SIP:PBX.example:5060;x=y", REALM, this::secret));
    }

    @ParameterizedTest
    @CsvSource({
        "sip:a@h, sip:a@h;transport=tcp, true",
        "sip:a@h, sip:A@h, false",
        "sip:a@h, sips:a@h, false",
        "sip:a@h:5060, sip:a@H, true",
        "sips:a@h:5061, sips:a@h, true",
        "sip:a@h:5070, sip:a@h, false",
        "sip:a;x@h, sip:a@h, false",
        "sip:a@h?s=1, sip:a@h, true",
        "h, h, true",
        "@, :, false",
    })
    void urisAreComparedWithoutParameters(String signed, String requested, boolean same) {
        assertEquals(same, DigestUri.same(signed, requested));
        assertEquals(same, DigestUri.same(requested, signed));
    }

    @Test
    void whatCannotBeReadIsMissing() {
        String good = answer(challenge(DigestAlgorithm.MD5), "1001", "pw", 1);
        List<String> bad =
                new ArrayList<>(
                        List.of(
                                "",
                                "Digest",
                                "Digest ",
                                "Basic abc",
                                "NoOneKnowsThisScheme opaque=here",
                                good + ",",
                                good + ", nc=00000002",
                                good + ", x",
                                good + ", x=\"y",
                                good + ", x=\"y\\",
                                good + "\r\nX: y",
                                good + " ".repeat(5000),
                                good.replace("qop=auth", "qop=auth-int"),
                                good.replace("qop=auth, ", ""),
                                good.replace("algorithm=MD5", "algorithm=MD5-sess"),
                                good.replace("nc=00000001", "nc=00000000"),
                                good.replace("nc=00000001", "nc=1"),
                                good.replace("nc=00000001", "nc=+0000001"),
                                good.replace("cnonce=\"c0ffee\"", "cnonce=\"\""),
                                good.replace("username=\"1001\"", "username=\"\""),
                                good.replace("1001", "1".repeat(300)),
                                good + ", a=1".repeat(40)));
        bad.add(null);
        for (String header : bad) {
            assertInstanceOf(Verdict.Missing.class, check(header), header);
        }
        String spaced = good.replace("=", " = ").replace("Digest ", "dIGEST\t");
        assertInstanceOf(Verdict.Ok.class, check(spaced));
    }

    @Test
    void survivesAnyHeader() {
        Random random = new Random(22);
        String good = answer(challenge(DigestAlgorithm.SHA_256), "1001", "pw", 1);
        String spice = "\",=\\ \t\0\u00fcD0f\uD800";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int n = random.nextInt(5); n >= 0; n--) {
                int at = random.nextInt(text.length() - 1);
                char c = spice.charAt(random.nextInt(spice.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.delete(at, Math.min(text.length() - 2, at + 7));
                }
            }
            check(text.toString());
        }
    }

    @Test
    void replayTableIsBoundedAndForgetsSafely() {
        ReplayTable table = new ReplayTable(3);
        for (long serial = 1; serial <= 5; serial++) {
            assertTrue(table.use(new NonceMint.Nonce(serial, serial), 1, 0));
        }
        assertEquals(3, table.size());
        for (long serial = 1; serial <= 5; serial++) {
            assertEquals(false, table.use(new NonceMint.Nonce(serial, serial), 1, 0));
        }
        assertEquals(false, table.use(new NonceMint.Nonce(1, 1), 2, 0), "forgotten");
        assertTrue(table.use(new NonceMint.Nonce(5, 5), 2, 0));
        assertTrue(table.use(new NonceMint.Nonce(100, 100), 1, 50));
        assertEquals(1, table.size());
    }
}
