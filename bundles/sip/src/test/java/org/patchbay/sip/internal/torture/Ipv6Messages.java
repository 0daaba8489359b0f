package org.patchbay.sip.internal.torture;

import static org.patchbay.sip.internal.torture.TortureMessage.Guard.PASS;
import static org.patchbay.sip.internal.torture.TortureTable.STRANGER;
import static org.patchbay.sip.internal.torture.TortureTable.STRANGER_OR_BAD;

import java.util.Set;

/** IPv6 wherever an address may stand (RFC 5118), in our own words. */
final class Ipv6Messages {
    private static final String VIA = "Via: SIP/2.0/{transport} [2001:db8::9:1]:{port};";
    private static final String SDP =
            "v=0\r\no=- 1 1 IN IP6 2001:db8::9:1\r\ns=-\r\nc=IN IP6 2001:db8::9:1\r\nt=0 0\r\n"
                    + "m=audio 49170 RTP/AVP 0\r\n";

    private final TortureTable table;

    Ipv6Messages(TortureTable table) {
        this.table = table;
    }

    void addAll() {
        uri("ipv6-uri", "5118 4.1", "sip:[2001:db8::10]", STRANGER);
        uri("ipv6-bare", "5118 4.2", "sip:2001:db8::10", STRANGER_OR_BAD);
        uri("ipv6-port-inside", "5118 4.3", "sip:[2001:db8::10:5070]", STRANGER);
        uri("ipv6-port", "5118 4.4", "sip:[2001:db8::10]:5070", STRANGER);
        via("ipv6-received-brackets", "5118 4.5", "received=[2001:db8::9:255]");
        via("ipv6-received", "5118 4.5", "received=2001:db8::9:255");
        sdp("ipv6-sdp", "5118 4.6", SDP);
        Draft mixed =
                Draft.request("OPTIONS", "ipv6-mixed-via")
                        .set("Via", VIA + "branch=z9hG4bK-ipv6-mixed")
                        .with("Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-m4")
                        .with("Via: SIP/2.0/TCP [2001:db8::9:255];branch=z9hG4bK-m6");
        add("ipv6-mixed-via", "5118 4.7", mixed, STRANGER);
        sdp(
                "ipv6-mixed-sdp",
                "5118 4.8",
                SDP.replace("s=-", "s=")
                                .replace("c=IN IP6 2001:db8::9:1\r\n", "")
                                .replace("AVP 0\r\n", "AVP 0\r\nc=IN IP4 192.0.2.7\r\n")
                        + "m=video 6000 RTP/AVP 31\r\nc=IN IP6 2001:db8::9:1\r\n");
        sdp("ipv6-mapped", "5118 4.9", SDP.replace("2001:db8::9:1", "::ffff:192.0.2.7"));
        uri("ipv6-three-colons", "5118 4.10", "sip:[2001:db8:::192.0.2.1]", STRANGER_OR_BAD);
        uri("ipv6-two-colons", "5118 4.10", "sip:[2001:db8::192.0.2.1]", STRANGER);
    }

    private void uri(String name, String section, String uri, Set<Integer> answers) {
        Draft draft =
                Draft.request("OPTIONS", name)
                        .first("OPTIONS " + uri + " SIP/2.0")
                        .set("Via", VIA + "branch=z9hG4bK-" + name);
        add(name, section, draft, answers);
    }

    private void via(String name, String section, String received) {
        Draft draft =
                Draft.request("OPTIONS", name)
                        .set("Via", VIA + received + ";branch=z9hG4bK-" + name);
        add(name, section, draft, STRANGER);
    }

    private void sdp(String name, String section, String sdp) {
        Draft draft =
                Draft.request("INVITE", name)
                        .set("Via", VIA + "branch=z9hG4bK-" + name)
                        .set("Contact", "Contact: <sip:caller@[2001:db8::9:1]>")
                        .body("application/sdp", sdp);
        add(name, section, draft, STRANGER);
    }

    private void add(String name, String section, Draft draft, Set<Integer> answers) {
        table.add(name, section, draft.text(), PASS, answers, "IPv6 as an address");
    }
}
