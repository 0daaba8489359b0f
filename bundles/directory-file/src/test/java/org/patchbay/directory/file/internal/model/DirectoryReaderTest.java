package org.patchbay.directory.file.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.DtmfPolicy;
import org.patchbay.directory.api.NumberRules;
import org.patchbay.directory.api.PublicAddress;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.SrtpPolicy;
import org.patchbay.directory.api.TrunkLine;
import org.patchbay.directory.api.TrunkTerms;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.directory.file.internal.json.BadFileException;
import org.patchbay.directory.file.internal.model.BadFiles.Bad;

class DirectoryReaderTest {
    private static final Path EXAMPLE = Path.of("../../docs/patchbay.example.json");

    static List<Bad> badFiles() {
        return BadFiles.all();
    }

    private static DirectoryFile read(String json) {
        return DirectoryReader.read(json.getBytes(StandardCharsets.UTF_8), 1);
    }

    @Test
    void theExampleIsReadWhole() throws Exception {
        DirectoryFile file = DirectoryReader.read(Files.readAllBytes(EXAMPLE), 7);
        Directory d = file.directory();
        assertEquals("patchbay.local", d.domain());
        assertEquals(7, d.version());
        assertEquals(List.of("anna", "ben", "carla"), List.copyOf(d.users().keySet()));
        assertEquals(List.of("1001", "anna-mobile"), d.users().get("anna").devices());
        assertEquals(Set.of("tcp"), d.devices().get("anna-mobile").transports());
        assertEquals(List.of(DigestAlgorithm.SHA_256), d.devices().get("anna-mobile").digest());
        assertEquals(List.of("opus", "G722", "PCMA", "PCMU"), d.devices().get("1001").codecs());
        assertEquals(15, d.groupByNumber("701").orElseThrow().timeoutS());
        assertFalse(d.groupByNumber("701").orElseThrow().allAtOnce());
        assertEquals("Conference", d.roomByNumber("8123").orElseThrow().name());
        assertEquals(List.of("192.0.2.20", "192.0.2.21:5070"), d.trunks().get("acme").sources());
        assertEquals("patchbay", d.trunks().get("acme").username());
    }

    @Test
    void aRoomHasTheLengthOfItsPinAndTheFileItsProof() {
        DirectoryFile file =
                read(
                        "{\"domain\":\"d\",\"rooms\":[{\"number\":\"7xx\",\"pin\":\"4711\","
                                + "\"tones\":\"on\"},{\"number\":\"8\",\"tones\":\"off\"}]}");
        Room closed = file.directory().roomByNumber("701").orElseThrow();
        assertEquals(4, closed.pinDigits());
        assertTrue(closed.tones());
        assertEquals(new Room("8", ""), file.directory().roomByNumber("8").orElseThrow());
        Credential pin = file.credentials().get(Account.room("7xx"));
        assertEquals(
                Credential.ofSecret("7xx", "4711").ha1(DigestAlgorithm.SHA_256, "d"),
                pin.ha1(DigestAlgorithm.SHA_256, "d"));
        assertEquals(1, file.credentials().size());
    }

    @Test
    void aDeviceIsChallengedWithWhatItNamesOrWithWhatItsHashesAreOf() {
        String md5 = "0123456789abcdef".repeat(2);
        Directory d =
                read("""
                                {"domain": "d", "devices": [
                                 {"id": "like-most", "secret": "s"},
                                 {"id": "named", "secret": "s", "digest": ["MD5", "SHA-256"]},
                                 {"id": "one-hash", "ha1": {"SHA-256": "%s"}},
                                 {"id": "two", "ha1": {"SHA-256": "%s", "MD5": "%s"}},
                                 {"id": "one-of-two", "digest": ["MD5"],
                                  "ha1": {"SHA-256": "%s", "MD5": "%s"}}]}
                                """
                                .formatted(md5 + md5, md5 + md5, md5, md5 + md5, md5))
                        .directory();
        assertEquals(List.of(), d.devices().get("like-most").digest());
        assertEquals(
                List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256),
                d.devices().get("named").digest());
        assertEquals(List.of(DigestAlgorithm.SHA_256), d.devices().get("one-hash").digest());
        assertEquals(List.of(), d.devices().get("two").digest());
        assertEquals(List.of(DigestAlgorithm.MD5), d.devices().get("one-of-two").digest());
    }

    @Test
    void tellsWhoseMediaIsProtected() {
        Directory d =
                read("""
                                {"domain": "d", "devices": [
                                 {"id": "a", "secret": "s", "srtp": "required"},
                                 {"id": "b", "secret": "s", "srtp": "preferred"},
                                 {"id": "c", "secret": "s", "srtp": "off"},
                                 {"id": "d", "secret": "s"}],
                                 "trunks": [
                                 {"id": "t", "host": "h", "transport": "tls", "srtp": "required"},
                                 {"id": "u", "host": "h", "transport": "tls", "port": 5070},
                                 {"id": "v", "host": "h"}]}
                                """)
                        .directory();
        assertEquals(Optional.of(SrtpPolicy.REQUIRED), d.devices().get("a").srtp());
        assertEquals(Optional.of(SrtpPolicy.PREFERRED), d.devices().get("b").srtp());
        assertEquals(Optional.of(SrtpPolicy.OFF), d.devices().get("c").srtp());
        assertEquals(Optional.empty(), d.devices().get("d").srtp());
        assertEquals(Optional.of(SrtpPolicy.REQUIRED), d.trunks().get("t").srtp());
        assertEquals(5061, d.trunks().get("t").port());
        assertEquals(5070, d.trunks().get("u").port());
        assertEquals(5060, d.trunks().get("v").port());
        assertEquals(Optional.empty(), d.trunks().get("v").srtp());
    }

    @Test
    void tellsTheFormOfKeys() {
        Directory d =
                read("""
                                {"domain": "d", "devices": [
                                 {"id": "a", "secret": "s", "dtmf": "info"},
                                 {"id": "b", "secret": "s", "dtmf": "rfc4733"},
                                 {"id": "c", "secret": "s"}],
                                 "trunks": [
                                 {"id": "t", "host": "h", "dtmf": "inband"},
                                 {"id": "u", "host": "h", "dtmf": "auto"}]}
                                """)
                        .directory();
        assertEquals(DtmfPolicy.INFO, d.devices().get("a").dtmf());
        assertEquals(DtmfPolicy.RFC4733, d.devices().get("b").dtmf());
        assertEquals(DtmfPolicy.AUTO, d.devices().get("c").dtmf());
        assertEquals(DtmfPolicy.INBAND, d.trunks().get("t").dtmf());
        assertEquals(DtmfPolicy.AUTO, d.trunks().get("u").dtmf());
    }

    @Test
    void aTrunkThatRegistersIsAskedToo() throws Exception {
        DirectoryFile file = DirectoryReader.read(Files.readAllBytes(EXAMPLE), 1);
        TrunkLine line = file.directory().trunks().get("provider").line();
        assertEquals(Duration.ofSeconds(600), line.registerFor());
        assertEquals(Duration.ofSeconds(60), line.keepAlive());
        assertTrue(line.anyPort() && line.anyTransport());
        assertFalse(file.directory().trunks().get("acme").line().registers());
        assertFalse(file.directory().trunks().get("acme").line().anyPort());
    }

    @Test
    void theSecretOfATrunkIsForItsRealmOnly() throws Exception {
        DirectoryFile file = DirectoryReader.read(Files.readAllBytes(EXAMPLE), 1);
        Credential credential = file.credentials().get(Account.trunk("provider"));
        assertTrue(credential.ha1(DigestAlgorithm.MD5, "provider.example").isPresent());
        assertEquals(Optional.empty(), credential.ha1(DigestAlgorithm.MD5, "elsewhere"));
    }

    @Test
    void proxyAndDomainOfATrunk() {
        TrunkLine line =
                read("""
                                {"domain": "d", "trunks": [
                                 {"id": "t", "host": "h", "proxy": "p.example", "proxyPort": 5070,
                                  "domain": "Acme.Example", "keepAliveS": 30, "firstAnswerS": 3},
                                 {"id": "u", "host": "h", "proxy": "192.0.2.1"}]}
                                """)
                        .directory()
                        .trunks()
                        .get("t")
                        .line();
        assertEquals(Optional.of(new TrunkLine.Proxy("p.example", 5070)), line.proxy());
        assertEquals(Optional.of("acme.example"), line.domain());
        assertEquals(Duration.ofSeconds(30), line.keepAlive());
        assertEquals(Duration.ofSeconds(3), line.firstAnswer());
    }

    @Test
    void whatHoldsForCallsOverTrunks() throws Exception {
        Directory d = DirectoryReader.read(Files.readAllBytes(EXAMPLE), 1).directory();
        assertEquals(
                new CallLimits(2, new NumberRules(List.of("0"), List.of("00", "0900"))),
                d.users().get("ben").limits());
        assertEquals(Map.of("provider", "+49301234567"), d.users().get("ben").callerIds());
        assertEquals(CallLimits.NONE, d.users().get("anna").limits());
        TrunkTerms terms = d.trunks().get("provider").terms();
        assertEquals(10, terms.limits().maxCalls());
        assertEquals(List.of("0900"), terms.limits().numbers().deny());
        assertEquals(Optional.of("+49301234560"), terms.callerId());
        assertEquals(List.of("+493012345"), terms.mayShow());
        assertTrue(terms.showForwarded());
        assertTrue(terms.trusted());
        assertEquals(TrunkTerms.PLAIN, d.trunks().get("acme").terms());
    }

    @Test
    void publicAddresses() {
        record Row(String json, PublicAddress read) {}
        for (Row row :
                List.of(
                        new Row("", PublicAddress.LEARNT),
                        new Row("learn", PublicAddress.LEARNT),
                        new Row("off", PublicAddress.OWN),
                        new Row("192.0.2.1", PublicAddress.of("192.0.2.1", 0)),
                        new Row("192.0.2.1:5070", PublicAddress.of("192.0.2.1", 5070)),
                        new Row("2001:db8::1", PublicAddress.of("2001:db8::1", 0)),
                        new Row("[2001:db8::1]:5070", PublicAddress.of("2001:db8::1", 5070)))) {
            String key = row.json().isEmpty() ? "" : ", \"publicAddress\": \"" + row.json() + "\"";
            String file =
                    "{\"domain\": \"d\", \"trunks\": [{\"id\": \"t\", \"host\": \"h\""
                            + key
                            + "}]}";
            assertEquals(
                    row.read(), read(file).directory().trunks().get("t").line().publicAddress());
        }
    }

    @Test
    void storedHashesAreThoseOfTheSecret() throws Exception {
        DirectoryFile file = DirectoryReader.read(Files.readAllBytes(EXAMPLE), 1);
        Credential stored = file.credentials().get(Account.device("1003"));
        Credential secret = Credential.ofSecret("1003", "change-me-1003");
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            assertEquals(
                    secret.ha1(algorithm, "patchbay.local"),
                    stored.ha1(algorithm, "patchbay.local"));
            assertEquals(Optional.empty(), stored.ha1(algorithm, "elsewhere"));
        }
    }

    /** The user, realm and password of the examples in RFC 2617 §3.5 and RFC 7616 §3.9.1. */
    @Test
    void h1IsThatOfTheRfcs() {
        assertEquals(
                Optional.of("939e7578ed9e3c518a452acee763bce9"),
                Credential.ofSecret("Mufasa", "Circle Of Life")
                        .ha1(DigestAlgorithm.MD5, "testrealm@host.com"));
        assertEquals(
                Optional.of("7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232"),
                Credential.ofSecret("Mufasa", "Circle of Life")
                        .ha1(DigestAlgorithm.SHA_256, "http-auth@example.org"));
    }

    @Test
    void aTrunkProvesItselfUnderItsUserName() throws Exception {
        DirectoryFile file = DirectoryReader.read(Files.readAllBytes(EXAMPLE), 1);
        assertEquals(
                Credential.ofSecret("patchbay", "change-me-acme").ha1(DigestAlgorithm.MD5, "acme"),
                file.credentials().get(Account.trunk("acme")).ha1(DigestAlgorithm.MD5, "acme"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void aBadFileIsRefusedWithItsPlace(Bad bad) {
        BadFileException e = assertThrows(BadFileException.class, () -> read(bad.json()));
        String first = e.problems().get(0).toString();
        assertTrue(first.startsWith(bad.says()), () -> first + "\nexpected " + bad.says());
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void noSecretIsInAMessage(Bad bad) {
        BadFileException e = assertThrows(BadFileException.class, () -> read(bad.json()));
        for (Throwable t = e; t != null; t = t.getCause()) {
            assertFalse(t.toString().contains("hunter2"), t.toString());
        }
    }

    @Test
    void nothingPrintsASecret() throws Exception {
        DirectoryFile file = DirectoryReader.read(Files.readAllBytes(EXAMPLE), 1);
        String printed =
                file
                        + file.directory().toString()
                        + file.credentials()
                        + file.credentials().values();
        assertFalse(printed.contains("change-me"), printed);
        assertFalse(printed.contains(sha256Of1003()), printed);
    }

    private static String sha256Of1003() {
        return Credential.ofSecret("1003", "change-me-1003")
                .ha1(DigestAlgorithm.SHA_256, "patchbay.local")
                .orElseThrow();
    }

    @Test
    void allProblemsAreFoundInTheOrderOfTheFile() {
        BadFileException e =
                assertThrows(
                        BadFileException.class,
                        () ->
                                read(
                                        "{\"domain\":\"d\",\n\"rooms\":[{}],\n\"users\":[{}],\n"
                                                + "\"nope\":1}"));
        assertEquals(List.of(2, 3, 4), e.problems().stream().map(p -> p.place().line()).toList());
    }

    @Test
    void syntaxErrorsNameTheirLine() {
        assertSays("{\"domain\":\"d\"\n", "the file ends too early", 2);
        assertSays("", "the file is empty", 1);
        assertSays("{\"domain\":\"d\"}\n{}", "there is more after the end", 2);
        assertSays("{\"domain\":\"d\",\n\"domain\":\"e\"}", "stands in line 1 already", 2);
        assertSays("{\"a\":\n" + "[".repeat(50), "too long or too deep", 2);
        assertSays("{\"domain\":\n\"" + "x".repeat(5000) + "\"}", "too long or too deep", 2);
    }

    @Test
    void brokenUtf8NamesItsLine() {
        byte[] bytes = "{\"domain\":\n\"?\"}".getBytes(StandardCharsets.UTF_8);
        bytes[12] = (byte) 0xff;
        BadFileException e =
                assertThrows(BadFileException.class, () -> DirectoryReader.read(bytes, 1));
        assertEquals("line 2, column 2, $: not UTF-8 from here on", e.getMessage());
    }

    @Test
    void aByteOrderMarkIsNoError() {
        assertEquals("d", read("\uFEFF{\"domain\":\"d\"}").directory().domain());
    }

    private static void assertSays(String json, String text, int line) {
        BadFileException e = assertThrows(BadFileException.class, () -> read(json));
        assertTrue(e.getMessage().contains(text), e.getMessage());
        assertEquals(line, e.problems().get(0).place().line(), e.getMessage());
    }

    @Test
    void noMutationDoesMoreThanBeRefused() throws Exception {
        byte[] good = Files.readAllBytes(EXAMPLE);
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                DirectoryReader.read(bytes, 1);
            } catch (BadFileException e) {
                refused++;
                assertFalse(e.getMessage().contains("change-me"), e.getMessage());
            }
        }
        assertTrue(refused > 1000, "refused " + refused);
    }
}
