package org.patchbay.sip.internal.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.sip.internal.guard.MessageCheck.Verdict;

class MessageCheckTest {
    static final String OPTIONS =
            "OPTIONS sip:pbx.example SIP/2.0\r\n"
                    + "Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1;rport\r\n"
                    + "Max-Forwards: 70\r\n"
                    + "From: <sip:a@pbx.example>;tag=1\r\n"
                    + "To: <sip:b@pbx.example>\r\n"
                    + "Call-ID: abc@127.0.0.1\r\n"
                    + "CSeq: 17 OPTIONS\r\n"
                    + "Content-Length: 0\r\n"
                    + "\r\n";
    static final String OK = OPTIONS.replace("OPTIONS sip:pbx.example SIP/2.0", "SIP/2.0 200 OK");

    private static Verdict check(String text) {
        byte[] data = ("###" + text).getBytes(StandardCharsets.ISO_8859_1);
        return MessageCheck.check(data, 3, data.length - 3);
    }

    private static String refusal(String text, int status) {
        Verdict.Refuse refuse = assertInstanceOf(Verdict.Refuse.class, check(text), text);
        assertEquals(status, refuse.status());
        String response = new String(refuse.response(), StandardCharsets.ISO_8859_1);
        assertTrue(response.startsWith("SIP/2.0 " + status + " "), response);
        assertTrue(response.endsWith("\r\nContent-Length: 0\r\n\r\n"), response);
        return response;
    }

    @Test
    void letsGoodMessagesPass() {
        assertEquals(new Verdict.Pass(OPTIONS.length()), check(OPTIONS));
        assertEquals(new Verdict.Pass(OK.length()), check(OK));
        assertInstanceOf(Verdict.Pass.class, check(OPTIONS.replace("\r\n", "\n")));
        assertInstanceOf(Verdict.Pass.class, check("\r\n\r\n" + OPTIONS));
        assertInstanceOf(
                Verdict.Pass.class, check(OPTIONS.replace("Content-Length: 0\r\n", "") + "body"));
        String compact =
                OPTIONS.replace("Via:", "v  :")
                        .replace("From:", "f:\r\n ")
                        .replace("To:", "T\t: ")
                        .replace("Call-ID:", "i:")
                        .replace("CSeq: 17 OPTIONS", "CSEQ: 0017\r\n\tOPTIONS")
                        .replace("Content-Length", "l");
        assertEquals(new Verdict.Pass(compact.length()), check(compact));
        assertInstanceOf(Verdict.Pass.class, check(OK.replace("200 OK", "200")));
    }

    @Test
    void cutsOffWhatFollowsTheBody() {
        String text = OPTIONS.replace("Length: 0", "Length: 4") + "body";
        assertEquals(new Verdict.Pass(text.length()), check(text + OPTIONS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "\r\n", "\0", "\0\0\0\0"})
    void lineEndsKeepAFlowAlive(String text) {
        assertEquals(new Verdict.KeepAlive(), check(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "OPTIONS sip:pbx.example SIP/2.0 | OPTIONS sip:pbx.example",
                "OPTIONS sip:pbx.example SIP/2.0 | OPTIONS",
                "OPTIONS sip:pbx.example SIP/2.0 | OPTIONS  sip:pbx.example  SIP/2.0",
                "OPTIONS sip:pbx.example SIP/2.0 | ~OPTIONS sip:pbx.example SIP/2.0  ~",
                "OPTIONS sip:pbx.example SIP/2.0 | OPTIONS sip:pbx example SIP/2.0",
                "OPTIONS sip:pbx.example SIP/2.0 | OPTIONS <sip:pbx.example> SIP/2.0",
                "OPTIONS sip:pbx.example SIP/2.0 | OPTIONS pbx.example SIP/2.0",
                "OPTIONS sip:pbx.example SIP/2.0 | OPTIONS sip:pbx.example SIP/2.x",
                "OPTIONS sip:pbx.example SIP/2.0 | OPTIONS sip:pbx.example HTTP/1.1",
                "17 OPTIONS | 17 INVITE",
                "17 OPTIONS | OPTIONS",
                "17 OPTIONS | 2147483648 OPTIONS",
                "17 OPTIONS | 36893488147419103232 OPTIONS",
                "17 OPTIONS | -1 OPTIONS",
                "17 OPTIONS | 17",
                "Forwards: 70 | Forwards: 256",
                "Forwards: 70 | Forwards: -1",
                "Forwards: 70 | ~Forwards: ~",
                "Length: 0 | Length: 1",
                "Length: 0 | Length: -999",
                "Length: 0 | Length: 99999999999999999999",
                "Call-ID: | X-Call-ID:",
                "From: | X-From:",
                "To: | To-X:",
                "Max-Forwards: 70 | No colon here",
                "Max-Forwards: 70 | Bad name: 70",
                "Max-Forwards: 70 | : 70",
                "To: < | ~To: \"open <~",
            })
    void refusesWhatItCanAnswer(String good, String bad) {
        String text = OPTIONS.replace(good, bad);
        assertTrue(!text.equals(OPTIONS));
        String response = refusal(text, 400);
        assertTrue(response.contains("branch=z9hG4bK1"), response);
    }

    @Test
    void refusesHeadersThatMayComeOnceOnly() {
        for (String header :
                new String[] {
                    "From: <sip:x@y>;tag=2",
                    "To: <sip:x@y>",
                    "Call-ID: second",
                    "CSeq: 18 OPTIONS",
                    "Max-Forwards: 3",
                    "Content-Length: 1"
                }) {
            refusal(OPTIONS.replace("CSeq", header + "\r\nCSeq"), 400);
        }
        String same = OPTIONS.replace("CSeq", "Content-Length: 0\r\nCSeq");
        assertInstanceOf(Verdict.Pass.class, check(same));
    }

    @Test
    void boundsTheNumberAndLengthOfHeaders() {
        String fine = "X: y\r\n".repeat(MessageCheck.MAX_HEADERS - 7);
        assertInstanceOf(Verdict.Pass.class, check(OPTIONS.replace("CSeq", fine + "CSeq")));
        refusal(OPTIONS.replace("Content", fine + "X: y\r\nContent"), 400);
        refusal(OPTIONS.replace("CSeq", "X: " + "y".repeat(4096) + "\r\nCSeq"), 400);
        refusal(OPTIONS.replace("CSeq", "X: y\r\n" + " y\r\n".repeat(4000) + "CSeq"), 400);
        String vias = "Via: SIP/2.0/UDP h;branch=z9hG4bK2\r\n";
        String tooMany = OPTIONS.replace("Max", vias.repeat(MessageCheck.MAX_VIAS) + "Max");
        assertInstanceOf(Verdict.Drop.class, check(tooMany));
    }

    @Test
    void anotherVersionIs505() {
        refusal(OPTIONS.replace("SIP/2.0\r\nVia", "SIP/7.0\r\nVia"), 505);
    }

    @Test
    void theAnswerIsThatOfTheRequest() {
        String response = refusal(OPTIONS.replace("Forwards: 70", "Forwards: x"), 400);
        assertTrue(response.contains("\r\nFrom: <sip:a@pbx.example>;tag=1\r\n"), response);
        assertTrue(response.contains("\r\nTo: <sip:b@pbx.example>;tag="), response);
        assertTrue(response.contains("\r\nCall-ID: abc@127.0.0.1\r\n"), response);
        assertTrue(response.contains("\r\nCSeq: 17 OPTIONS\r\n"), response);
        assertEquals(response, refusal(OPTIONS.replace("Forwards: 70", "Forwards: x"), 400));
        String tagged = OPTIONS.replace("b@pbx.example>", "b@pbx.example>;tag=9");
        assertTrue(
                refusal(tagged.replace("Forwards: 70", "Forwards: x"), 400)
                        .contains("To: <sip:b@pbx.example>;tag=9\r\n"));
    }

    @Test
    void dropsWhatHasNoAnswer() {
        assertInstanceOf(Verdict.Drop.class, check("garbage"));
        assertInstanceOf(Verdict.Drop.class, check("\u0080\u0001\u0002\u0003".repeat(50)));
        assertInstanceOf(Verdict.Drop.class, check(OPTIONS.replace("Via:", "Vie:")));
        assertInstanceOf(
                Verdict.Drop.class,
                check(OPTIONS.replace("OPTIONS", "ACK").replace("Forwards: 70", "Forwards: x")));
        assertInstanceOf(Verdict.Drop.class, check("M".repeat(65) + OPTIONS));
        for (String status :
                new String[] {"20 OK", "4294967301 Big", "099 Low", "700 High", "2000", "abc"}) {
            assertInstanceOf(Verdict.Drop.class, check(OK.replace("200 OK", status)), status);
        }
        assertInstanceOf(Verdict.Drop.class, check(OK.replace("Call-ID:", "X:")));
        assertInstanceOf(Verdict.Drop.class, check(OK.replace("Length: 0", "Length: 7")));
    }

    @Test
    void survivesAnything() {
        Random random = new Random(4475);
        byte[] spice = "\r\n\t :;,\"<>\0\u00ff9%".getBytes(StandardCharsets.ISO_8859_1);
        int passed = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] data = OPTIONS.getBytes(StandardCharsets.ISO_8859_1);
            for (int n = random.nextInt(6); n >= 0; n--) {
                data[random.nextInt(data.length)] = spice[random.nextInt(spice.length)];
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(data.length) : data.length;
            Verdict verdict = MessageCheck.check(data, 0, length);
            if (verdict instanceof Verdict.Pass pass) {
                assertTrue(pass.length() > 0 && pass.length() <= length);
                passed++;
            } else if (verdict instanceof Verdict.Refuse refuse) {
                assertTrue(refuse.response().length < length + 150);
            }
        }
        assertTrue(passed > 5_000, "passed " + passed);
    }
}
