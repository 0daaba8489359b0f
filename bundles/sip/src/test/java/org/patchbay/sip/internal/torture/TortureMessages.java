package org.patchbay.sip.internal.torture;

import static org.patchbay.sip.internal.torture.TortureMessage.Guard.DROP;
import static org.patchbay.sip.internal.torture.TortureMessage.Guard.PASS;
import static org.patchbay.sip.internal.torture.TortureMessage.Guard.REFUSE;
import static org.patchbay.sip.internal.torture.TortureTable.BAD;
import static org.patchbay.sip.internal.torture.TortureTable.SDP;
import static org.patchbay.sip.internal.torture.TortureTable.SILENCE;
import static org.patchbay.sip.internal.torture.TortureTable.STRANGER;
import static org.patchbay.sip.internal.torture.TortureTable.STRANGER_OR_BAD;

import java.util.List;
import java.util.Set;
import org.patchbay.sip.internal.torture.TortureMessage.Guard;

/** The difficulties of RFC 4475, one message each, in our own words. */
public final class TortureMessages {
    private final TortureTable table = new TortureTable();

    private TortureMessages() {}

    public static List<TortureMessage> all() {
        TortureMessages messages = new TortureMessages();
        messages.valid();
        messages.validUris();
        messages.brokenStartLines();
        messages.brokenHeaders();
        messages.brokenNumbers();
        messages.responses();
        new ApplicationMessages(messages.table).addAll();
        new Ipv6Messages(messages.table).addAll();
        return messages.table.all();
    }

    private void add(
            String name,
            String section,
            Draft draft,
            Guard guard,
            Set<Integer> answers,
            String why) {
        table.add(name, section, draft.text(), guard, answers, why);
    }

    private void valid() {
        Draft folded =
                Draft.request("INVITE", "folded")
                        .set(
                                "Via",
                                "v:  SIP  / 2.0  /\r\n {transport} caller.example:{port} ;branch\t=\r\n  z9hG4bK-f")
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
        table.add(
                "two-in-one",
                "3.1.1.8",
                Draft.request("OPTIONS", "first-of-two").text()
                        + Draft.request("INVITE", "second-of-two").text(),
                PASS,
                STRANGER,
                "a second request behind the first");
        Draft old =
                Draft.request("INVITE", "old")
                        .set("Via", "Via: SIP/2.0/{transport} caller.example:{port}")
                        .set("From", "From: <sip:caller@caller.example>")
                        .without("Max-Forwards")
                        .without("Contact")
                        .body("application/sdp", SDP);
        add(
                "old",
                "3.4.1",
                old,
                PASS,
                STRANGER_OR_BAD,
                "RFC 2543: no branch, no tag, no Max-Forwards");
    }

    private void validUris() {
        String[][] uris = {
            {"escaped-user", "3.1.1.3", "sip:sips%3Adesk%40pbx.example@pbx.example;p=%68"},
            {"escaped-null", "3.1.1.4", "sip:null-%00-null@pbx.example"},
            {"semicolon-user", "3.1.1.9", "sip:user;par=u%40h@pbx.example"},
            {"headers-in-uri", "3.1.2.11", "sip:desk@pbx.example?Route=%3Csip:pbx.example%3E"},
        };
        for (String[] uri : uris) {
            Draft draft = Draft.request("OPTIONS", uri[0]).first("OPTIONS " + uri[2] + " SIP/2.0");
            add(uri[0], uri[1], draft, PASS, STRANGER, "a Request-URI with hard characters");
        }
        Draft nulls =
                Draft.request("REGISTER", "escaped-nulls")
                        .set("Contact", "Contact: <sip:%00@caller.example>")
                        .with("Contact: <sip:%00%00@caller.example>");
        add("escaped-nulls", "3.1.1.4", nulls, PASS, STRANGER, "two Contacts, not one");
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
        table.add(
                "garbage", "3.1.2", "\u0001\u0002 garbage", DROP, SILENCE, "nothing of SIP at all");
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
                STRANGER_OR_BAD,
                "separators that separate nothing");
        Draft quote =
                Draft.request("OPTIONS", "quote").set("To", "To: \"Desk <sip:desk@pbx.example>");
        add("quote", "3.1.2.6", quote, REFUSE, BAD, "a quoted string without end");
        Draft contact =
                Draft.request("REGISTER", "contact")
                        .set("Contact", "Contact: sip:caller@caller.example?Route=%3Csip:x%3E");
        add(
                "contact",
                "3.1.2.13",
                contact,
                PASS,
                STRANGER_OR_BAD,
                "headers in a URI without brackets");
        Draft spaces =
                Draft.request("OPTIONS", "spaces")
                        .set("To", "To: \"Desk\" < sip:desk@pbx.example >");
        add("spaces", "3.1.2.14", spaces, PASS, STRANGER_OR_BAD, "blanks inside the brackets");
        Draft name =
                Draft.request("OPTIONS", "name")
                        .set("From", "From: Bell, Alexander <sip:a.g@caller.example>;tag=43");
        add("name", "3.1.2.15", name, PASS, STRANGER_OR_BAD, "a comma in a name without quotes");
        Draft date = Draft.request("OPTIONS", "date").with("Date: Fri, 01 Jan 2010 16:00:00 EST");
        add("date", "3.1.2.12", date, PASS, STRANGER_OR_BAD, "a date that is not GMT");
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
        add("expires", "3.1.2.4", expires, PASS, STRANGER_OR_BAD, "lifetimes beyond any integer");
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
}
