package org.patchbay.sip.internal.torture;

import static org.patchbay.sip.internal.torture.TortureMessage.Guard.PASS;
import static org.patchbay.sip.internal.torture.TortureMessage.Guard.REFUSE;
import static org.patchbay.sip.internal.torture.TortureTable.BAD;
import static org.patchbay.sip.internal.torture.TortureTable.SDP;
import static org.patchbay.sip.internal.torture.TortureTable.STRANGER;
import static org.patchbay.sip.internal.torture.TortureTable.STRANGER_OR_BAD;
import static org.patchbay.sip.internal.torture.TortureTable.with;

import java.util.Set;
import org.patchbay.sip.internal.torture.TortureMessage.Guard;

/** Hard for transactions and for what stands above them (RFC 4475 §3.2 to §3.4). */
final class ApplicationMessages {
    private final TortureTable table;

    ApplicationMessages(TortureTable table) {
        this.table = table;
    }

    void addAll() {
        Draft cookie =
                Draft.request("OPTIONS", "cookie")
                        .set(
                                "Via",
                                "Via: SIP/2.0/{transport} caller.example:{port};branch=z9hG4bK");
        add(
                "cookie",
                "3.2.1",
                cookie,
                PASS,
                STRANGER_OR_BAD,
                "a branch that is only the magic cookie");
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
        add("zero", "3.3.11", zero, PASS, with(483), "no hop left, but we are the last");
        Draft parameter =
                Draft.request("REGISTER", "parameter")
                        .set("Contact", "Contact: <sip:c@caller.example;unknownparam>;unknown=x");
        add("parameter", "3.3.13", parameter, PASS, STRANGER, "unknown parameters of a Contact");
        Draft accept =
                Draft.request("INVITE", "accept")
                        .with("Accept: text/nobodyKnowsThis")
                        .body("application/sdp", SDP);
        add("accept", "3.3.15", accept, PASS, STRANGER, "takes no session description");
        Draft schemes =
                Draft.request("REGISTER", "schemes")
                        .set("From", "From: <http://caller.example>;tag=f-schemes")
                        .set("To", "To: <isbn:2983792873>")
                        .set("Contact", "Contact: <name:John_Smith>");
        add("schemes", "3.3.4", schemes, PASS, STRANGER_OR_BAD, "unknown schemes in addresses");
        String[][] contacts = {
            {"contact-parameter", "3.3.12", "sip:caller@caller.example>;newparam=newvalue"},
            {"contact-route", "3.3.14", "sip:caller@caller.example?Route=%3Csip:caller.example%3E>"}
        };
        for (String[] contact : contacts) {
            Draft draft =
                    Draft.request("REGISTER", contact[0]).set("Contact", "Contact: <" + contact[2]);
            add(contact[0], contact[1], draft, PASS, STRANGER, "a Contact with more than a URI");
        }
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
}
