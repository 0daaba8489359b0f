package org.patchbay.sip.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.directory.api.DigestAlgorithm;

class DigestClientTest {
    private static final String NONCE_7616 = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String CNONCE_7616 = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private static String ha1(DigestAlgorithm algorithm, String realm, String password) {
        return DigestHash.hash(algorithm, "Mufasa:" + realm + ":" + password);
    }

    /** RFC 7616 §3.9.1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void vectorsOfRfc7616(String algorithm, String response) {
        String challenge =
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                        + algorithm
                        + ", nonce=\""
                        + NONCE_7616
                        + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        String answer =
                DigestClient.answer(
                                List.of(challenge),
                                "GET",
                                "/dir/index.html",
                                "Mufasa",
                                (a, realm) -> Optional.of(ha1(a, realm, "Circle of Life")),
                                CNONCE_7616,
                                1)
                        .orElseThrow();
        AuthParameters p = AuthParameters.read(answer).orElseThrow();
        assertEquals(response, p.get("response"));
        assertEquals("00000001", p.get("nc"));
        assertEquals("auth", p.get("qop"));
        assertEquals("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", p.get("opaque"));
        assertEquals(algorithm, p.get("algorithm"));
    }

    /** RFC 2617 §3.5. */
    @Test
    void vectorOfRfc2617() {
        DigestAlgorithm md5 = DigestAlgorithm.MD5;
        assertEquals(
                "6629fae49393a05397450978507c4ef1",
                DigestHash.response(
                        md5,
                        ha1(md5, "testrealm@host.com", "Circle Of Life"),
                        "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                        "00000001",
                        "0a4f113b",
                        "GET",
                        "/dir/index.html"));
    }

    private static Optional<AuthParameters> answer(String... challenges) {
        return DigestClient.answer(
                        List.of(challenges),
                        "INVITE",
                        "sip:1@h",
                        "me",
                        (a, realm) ->
                                realm.equals("unknown") ? Optional.empty() : Optional.of("abc"),
                        "c",
                        17)
                .flatMap(AuthParameters::read);
    }

    @Test
    void takesTheStrongestThatItCanAnswer() {
        String md5 = "Digest realm=\"r\",nonce=\"n1\",algorithm=MD5,qop=\"auth\"";
        String sha = "Digest realm=\"r\",nonce=\"n2\",algorithm=SHA-256,qop=\"auth\"";
        String later = "Digest realm=\"r\",nonce=\"n3\",algorithm=SHA-512-256,qop=\"auth\"";
        String nobody = "Digest realm=\"unknown\",nonce=\"n4\",algorithm=SHA-256,qop=\"auth\"";
        String whole = "Digest realm=\"r\",nonce=\"n5\",algorithm=SHA-256,qop=\"auth-int\"";
        AuthParameters p = answer("Basic x", later, whole, nobody, md5, sha).orElseThrow();
        assertEquals("n2", p.get("nonce"));
        assertEquals("00000011", p.get("nc"));
        assertEquals("n1", answer(later, md5, nobody).orElseThrow().get("nonce"));
        assertTrue(answer(later, whole, nobody, "Digest", "").isEmpty());
    }

    @Test
    void answersOldServersWithoutQop() {
        AuthParameters p = answer("Digest realm=\"r\", nonce=\"n\"").orElseThrow();
        assertFalse(p.has("qop") || p.has("nc") || p.has("cnonce") || p.has("algorithm"));
        assertEquals(
                DigestHash.responseWithoutQop(DigestAlgorithm.MD5, "abc", "n", "INVITE", "sip:1@h"),
                p.get("response"));
    }

    @Test
    void escapesStayAsTheyWere() {
        AuthParameters p = answer("Digest realm=\"a\\\"b\", nonce=\"n\", qop=auth").orElseThrow();
        assertEquals("a\"b", p.plain("realm"));
        assertEquals("a\\\"b", p.get("realm"));
    }

    @Test
    void knowsStaleFromWrong() {
        String challenge = "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", stale=";
        assertTrue(DigestClient.isStale(List.of(challenge + "TRUE")));
        assertFalse(DigestClient.isStale(List.of(challenge + "false", "x")));
    }

    @Test
    void nobodySmugglesALineIn() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        DigestClient.answer(
                                List.of(),
                                "INVITE",
                                "sip:a\r\nX: y",
                                "me",
                                (a, r) -> Optional.empty(),
                                "c",
                                1));
    }
}
