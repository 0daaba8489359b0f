package org.patchbay.sip.internal.torture;

import static org.patchbay.sip.internal.torture.TortureMessage.Guard.DROP;
import static org.patchbay.sip.internal.torture.TortureMessage.Guard.PASS;
import static org.patchbay.sip.internal.torture.TortureMessage.Guard.REFUSE;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.patchbay.sip.internal.torture.TortureMessage.Guard;

/** The difficulties of RFC 4475, one message each, in our own words. */
final class TortureMessages {
    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
                    + "m=audio 49170 RTP/AVP 0\r\n";

    /** What is right for a good request of a stranger: a challenge, or any honest refusal. */
    private static final Set<Integer> STRANGER =
            Set.of(200, 401, 403, 404, 405, 406, 407, 415, 480, 484, 486, 488, 501, 606);

    private static final Set<Integer> BAD = Set.of(400);
    private static final Set<Integer> SILENCE = Set.of();

    private final List<TortureMessage> all = new ArrayList<>();

    private TortureMessages() {}

    static List<TortureMessage> all() {
        TortureMessages messages = new TortureMessages();
        messages.valid();
        messages.validUris();
        messages.brokenStartLines();
        messages.brokenHeaders();
        messages.brokenNumbers();
        messages.responses();
        messages.transactionAndApplication();
        return List.copyOf(messages.all);
    }

    private void add(
            String name,
            String section,
            Draft draft,
            Guard guard,
            Set<Integer> answers,
            String why) {
        add(name, section, draft.bytes(), guard, answers, why);
    }

    private void add(
            String name,
            String section,
            byte[] bytes,
            Guard guard,
            Set<Integer> answers,
            String why) {
        all.add(new TortureMessage(name, section, bytes, guard, answers, why));
    }

    private void valid() {
        Draft folded =
                Draft.request("INVITE", "folded")
                        .set(
                                "Via",
                                "v:  SIP  / 2.0  /\r\n UDP caller.example ;branch\t=\r\n  z9hG4bK-f")
                        .set("Max-Forwards", "Max-Forwards: 0070")
                        .set("To", "TO :\r\n sip:desk@pbx.example ; x = y")
                        .set("CSeq", "cseq:   0042\r\n\tINVITE")
                        .with("Unheard-Of:   one\r\n two\r\n\tthree")
                        .with("s :")
                        .contentLength("l: {length}")
                        .body("application/sdp", SDP);
        add("folded", "3.1.1.1", folded, PASS, STRANGER, "folding and blanks wherever allowed");
        String odd = "!odd-Method0_*+`.%its'~";
        Draft charset =
                Draft.request(odd, "charset")
                        .set(
                                "To",
                                "To: \"BEL:\\\u0007 NUL:\\\0 DEL:\\\u007f\" <sip:1_u%d0@pbx.example>")
                        .with("x!token.-*+%_`'~: \u00e2\u0098\u0083 *? []{}|^");
        add(
                "charset",
                "3.1.1.2",
                charset,
                PASS,
                Set.of(501, 405, 401, 407),
                "every legal character");
        Draft escapedMethod = Draft.request("OPT%49ONS", "escaped-method");
        add(
                "escaped-method",
                "3.1.1.5",
                escapedMethod,
                PASS,
                Set.of(501, 405, 401, 407),
                "an escape in a method means itself");
        Draft display =
                Draft.request("OPTIONS", "display")
                        .set("From", "From: caller<sip:caller@caller.example>;tag=f-display");
        add("display", "3.1.1.6", display, PASS, STRANGER, "no blank between name and bracket");
        Draft lengthy =
                Draft.request("OPTIONS", "lengthy")
                        .set(
                                "To",
                                "To: \"" + "I am long. ".repeat(40) + "\" <sip:desk@pbx.example>")
                        .set(
                                "From",
                                "From: <sip:"
                                        + "abc".repeat(60)
                                        + "@caller.example>;"
                                        + "x".repeat(200)
                                        + "="
                                        + "y".repeat(200)
                                        + ";tag=l")
                        .set("Call-ID", "Call-ID: lengthy." + "z".repeat(300) + "@caller.example")
                        .with("Long-" + "Header".repeat(20) + ": " + "value ".repeat(200));
        add("lengthy", "3.1.1.7", lengthy, PASS, STRANGER, "long values everywhere");
        Draft vias = Draft.request("OPTIONS", "vias");
        for (String transport : List.of("SCTP", "TLS", "UNHEARD", "TCP")) {
            vias.with("Via: SIP/2.0/" + transport + " hop.example;branch=z9hG4bK-" + transport);
        }
        add("vias", "3.1.1.10", vias, PASS, STRANGER, "transports known and unknown below the top");
        String boundary = "7a9cbec02ceef655";
        Draft multipart =
                Draft.request("MESSAGE", "multipart")
                        .body(
                                "multipart/mixed;boundary=" + boundary,
                                "--"
                                        + boundary
                                        + "\r\n\r\nHello\r\n--"
                                        + boundary
                                        + "\r\nContent-Type: application/octet-stream\r\n\r\n"
                                        + "\0\u0001\u00ff\r\n--"
                                        + boundary
                                        + "--\r\n");
        add("multipart", "3.1.1.11", multipart, PASS, STRANGER, "a body with binary parts");
        add(
                "two-in-one",
                "3.1.1.8",
                twoInOne(),
                PASS,
                STRANGER,
                "a second request behind the first");
        Draft old =
                Draft.request("INVITE", "old")
                        .set("Via", "Via: SIP/2.0/UDP caller.example:5060")
                        .set("From", "From: <sip:caller@caller.example>")
                        .without("Max-Forwards")
                        .body("application/sdp", SDP);
        add("old", "3.4.1", old, PASS, withBad(), "RFC 2543: no branch, no tag, no Max-Forwards");
    }

    private static byte[] twoInOne() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Draft.request("OPTIONS", "first-of-two").bytes());
        out.writeBytes(Draft.request("INVITE", "second-of-two").bytes());
        return out.toByteArray();
    }

    private void validUris() {
        String[][] uris = {
            {"escaped-user", "3.1.1.3", "sip:sips%3Adesk%40pbx.example@pbx.example;p=%68"},
            {"escaped-null", "3.1.1.4", "sip:null-%00-null@pbx.example"},
            {"semicolon-user", "3.1.1.9", "sip:user;par=u%40h@pbx.example"},
        };
        for (String[] uri : uris) {
            Draft draft = Draft.request("OPTIONS", uri[0]).first("OPTIONS " + uri[2] + " SIP/2.0");
            add(uri[0], uri[1], draft, PASS, STRANGER, "a Request-URI with hard characters");
        }
    }

    private void brokenStartLines() {
        String[][] lines = {
            {"brackets", "3.1.2.7", "OPTIONS <sip:desk@pbx.example> SIP/2.0"},
            {"blank-in-uri", "3.1.2.8", "OPTIONS sip:desk@pbx.example; lr SIP/2.0"},
            {"many-blanks", "3.1.2.9", "OPTIONS   sip:desk@pbx.example   SIP/2.0"},
            {"trailing-blanks", "3.1.2.10", "OPTIONS sip:desk@pbx.example SIP/2.0  "},
            {"no-version", "3.1.2", "OPTIONS sip:desk@pbx.example"},
        };
        for (String[] line : lines) {
            Draft draft = Draft.request("OPTIONS", line[0]).first(line[2]);
            add(line[0], line[1], draft, REFUSE, BAD, "a request line that is not one");
        }
        Draft version =
                Draft.request("OPTIONS", "version").first("OPTIONS sip:desk@pbx.example SIP/7.0");
        add("version", "3.1.2.16", version, REFUSE, Set.of(505), "a version of the future");
        add(
                "garbage",
                "3.1.2",
                "\u0001\u0002 garbage".getBytes(StandardCharsets.ISO_8859_1),
                DROP,
                SILENCE,
                "nothing of SIP at all");
    }

    private void brokenHeaders() {
        Draft separators =
                Draft.request("INVITE", "separators")
                        .set("Contact", "Contact: \"Joe\" <sip:joe@caller.example>;;,;,,")
                        .body("application/sdp", SDP);
        add(
                "separators",
                "3.1.2.1",
                separators,
                PASS,
                withBad(),
                "separators that separate nothing");
        Draft quote =
                Draft.request("OPTIONS", "quote").set("To", "To: \"Desk <sip:desk@pbx.example>");
        add("quote", "3.1.2.6", quote, REFUSE, BAD, "a quoted string without end");
        Draft contact =
                Draft.request("REGISTER", "contact")
                        .set("Contact", "Contact: sip:caller@caller.example?Route=%3Csip:x%3E");
        add("contact", "3.1.2.13", contact, PASS, withBad(), "headers in a URI without brackets");
        Draft spaces =
                Draft.request("OPTIONS", "spaces")
                        .set("To", "To: \"Desk\" < sip:desk@pbx.example >");
        add("spaces", "3.1.2.14", spaces, PASS, withBad(), "blanks inside the brackets");
        Draft name =
                Draft.request("OPTIONS", "name")
                        .set("From", "From: Bell, Alexander <sip:a.g@caller.example>;tag=43");
        add("name", "3.1.2.15", name, PASS, withBad(), "a comma in a name without quotes");
        Draft date = Draft.request("OPTIONS", "date").with("Date: Fri, 01 Jan 2010 16:00:00 EST");
        add("date", "3.1.2.12", date, PASS, withBad(), "a date that is not GMT");
        Draft mismatch = Draft.request("OPTIONS", "mismatch").set("CSeq", "CSeq: 8 INVITE");
        add("mismatch", "3.1.2.17", mismatch, REFUSE, BAD, "CSeq of another method");
        Draft strange = Draft.request("NEWMETHOD", "strange").set("CSeq", "CSeq: 8 INVITE");
        add("strange", "3.1.2.18", strange, REFUSE, Set.of(400, 501), "the same, unknown method");
        Draft colon = Draft.request("OPTIONS", "colon").with("this is no header");
        add("colon", "3.1.2", colon, REFUSE, BAD, "a header without a colon");
    }

    private void brokenNumbers() {
        Draft greater =
                Draft.request("INVITE", "greater")
                        .contentLength("Content-Length: 9999")
                        .body("application/sdp", SDP);
        add("greater", "3.1.2.2", greater, REFUSE, BAD, "a body shorter than it says");
        Draft negative =
                Draft.request("INVITE", "negative")
                        .contentLength("Content-Length: -999")
                        .body("application/sdp", SDP);
        add("negative", "3.1.2.3", negative, REFUSE, BAD, "a negative length");
        Draft sequence =
                Draft.request("REGISTER", "sequence")
                        .set("CSeq", "CSeq: 36893488147419103232 REGISTER");
        add("sequence", "3.1.2.4", sequence, REFUSE, BAD, "a sequence number beyond 2^31");
        Draft forwards =
                Draft.request("REGISTER", "forwards").set("Max-Forwards", "Max-Forwards: 300");
        add("forwards", "3.1.2.4", forwards, REFUSE, BAD, "Max-Forwards beyond 255");
        Draft expires =
                Draft.request("REGISTER", "expires")
                        .with("Expires: 1" + "0".repeat(60))
                        .set("Contact", "Contact: <sip:c@caller.example>;expires=280297596632815");
        add("expires", "3.1.2.4", expires, PASS, withBad(), "lifetimes beyond any integer");
    }

    private void responses() {
        add(
                "unicode",
                "3.1.1.12",
                Draft.response("SIP/2.0 200 = 2**3 * 5**2 \u00d0\u00bd\u00d0\u00be", "unicode"),
                PASS,
                SILENCE,
                "a stray response, any reason phrase");
        add(
                "no-reason",
                "3.1.1.13",
                Draft.response("SIP/2.0 100 ", "no-reason"),
                PASS,
                SILENCE,
                "an empty reason phrase");
        add(
                "big-code",
                "3.1.2.19",
                Draft.response("SIP/2.0 4294967301 better", "big-code"),
                DROP,
                SILENCE,
                "a status code beyond three digits");
        add(
                "big-response",
                "3.1.2.5",
                Draft.response("SIP/2.0 503 Later", "big-response")
                        .set("CSeq", "CSeq: 9292394834772304023312 OPTIONS")
                        .with("Retry-After: 949302838503028349304023988"),
                DROP,
                SILENCE,
                "a response with numbers beyond any integer");
        add(
                "broadcast",
                "3.3.10",
                Draft.response("SIP/2.0 200 OK", "broadcast")
                        .set("Via", "Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK-b"),
                PASS,
                SILENCE,
                "its Via would send it to everybody");
    }

    private void transactionAndApplication() {
        Draft cookie =
                Draft.request("OPTIONS", "cookie")
                        .set("Via", "Via: SIP/2.0/UDP caller.example;branch=z9hG4bK");
        add("cookie", "3.2.1", cookie, PASS, withBad(), "a branch that is only the magic cookie");
        Draft missing =
                Draft.request("INVITE", "missing").without("From").without("To").without("Call-ID");
        add("missing", "3.3.1", missing, REFUSE, BAD, "no From, To, Call-ID");
        Draft scheme =
                Draft.request("OPTIONS", "scheme").first("OPTIONS nobody:knows/this SIP/2.0");
        add("scheme", "3.3.2", scheme, PASS, Set.of(416, 400, 401, 403, 404), "unknown scheme");
        Draft beep =
                Draft.request("OPTIONS", "beep").first("OPTIONS soap.beep://192.0.2.1 SIP/2.0");
        add("beep", "3.3.3", beep, PASS, Set.of(416, 400, 401, 403, 404), "a known other scheme");
        Draft require =
                Draft.request("OPTIONS", "require")
                        .with("Require: nothingSupportsThis, nothingSupportsThisEither")
                        .with("Proxy-Require: noProxiesSupportThis");
        add("require", "3.3.5", require, PASS, Set.of(420, 401, 407), "extensions nobody has");
        Draft body = Draft.request("INVITE", "body").body("application/unknown+xml", "<a></a>");
        add("body", "3.3.6", body, PASS, Set.of(415, 401, 403, 404, 407, 488), "an unknown body");
        Draft scheme2 =
                Draft.request("REGISTER", "auth-scheme")
                        .with("Authorization: NoOneKnowsThisScheme opaque-data=here");
        add("auth-scheme", "3.3.7", scheme2, PASS, Set.of(401, 403, 404), "unknown credentials");
        Draft twice =
                Draft.request("INVITE", "twice")
                        .with("CSeq: 8 INVITE")
                        .with("Call-ID: another")
                        .with("To: <sip:x@pbx.example>")
                        .with("From: <sip:y@caller.example>;tag=2")
                        .with("Max-Forwards: 5");
        add("twice", "3.3.8", twice, REFUSE, BAD, "headers twice that may come once");
        Draft lengths =
                Draft.request("OPTIONS", "lengths")
                        .with("Content-Length: 13")
                        .body("text/plain", "x");
        add("lengths", "3.3.9", lengths, REFUSE, BAD, "two different lengths");
        Draft zero = Draft.request("OPTIONS", "zero").set("Max-Forwards", "Max-Forwards: 0");
        Set<Integer> last = new java.util.HashSet<>(STRANGER);
        last.add(483);
        add("zero", "3.3.11", zero, PASS, last, "no hop left, but we are the last");
        Draft parameter =
                Draft.request("REGISTER", "parameter")
                        .set("Contact", "Contact: <sip:c@caller.example;unknownparam>;unknown=x");
        add("parameter", "3.3.13", parameter, PASS, STRANGER, "unknown parameters of a Contact");
        Draft accept =
                Draft.request("INVITE", "accept")
                        .with("Accept: text/nobodyKnowsThis")
                        .body("application/sdp", SDP);
        add("accept", "3.3.15", accept, PASS, STRANGER, "takes no session description");
    }

    private static Set<Integer> withBad() {
        Set<Integer> answers = new java.util.HashSet<>(STRANGER);
        answers.add(400);
        return Set.copyOf(answers);
    }
}
