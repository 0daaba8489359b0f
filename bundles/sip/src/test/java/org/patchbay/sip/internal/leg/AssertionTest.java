package org.patchbay.sip.internal.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.Party;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.Peer;
import org.patchbay.sip.internal.message.SipHead;
import org.patchbay.sip.internal.message.SipRequest;

class AssertionTest {
    private static SipHead head(String from, String asserted, String privacy, String remote) {
        Map<String, List<String>> more = new HashMap<>();
        if (asserted != null) {
            more.put("p-asserted-identity", List.of(asserted.split("\\|")));
        }
        if (privacy != null) {
            more.put("privacy", List.of(privacy));
        }
        if (remote != null) {
            more.put("remote-party-id", List.of(remote.split("\\|")));
        }
        return new SipHead(
                "INVITE",
                "call-id",
                new NameAddr("Claimed", from, "t"),
                new NameAddr("", "sip:100@pbx.test", ""),
                1,
                "z9hG4bKx",
                List.of(),
                List.of(),
                more,
                Optional.empty(),
                new Peer("udp", "192.0.2.1", 5060, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // From; asserted; Privacy; Remote-Party-ID; number; name
                "sip:+491@a;;;;+491;Claimed",
                "sip:anonymous@anonymous.invalid;;;;``;``",
                "sip:+491@a;\"Anna\" <sip:+492@a>;;;+492;Anna",
                "sip:+491@a;\"A \\\"x\\\"\" <sip:+492@a>;;;+492;A \"x\"",
                "sip:+491@a;Anna <sip:+492@a>;;;+492;Anna",
                "sip:+491@a;<sip:+492@a>;;;+492;``",
                "sip:+491@a;<sip:+491@a>;;;+491;Claimed",
                "sip:+491@a;sip:+492@a;;;+492;``",
                "sip:+491@a;<tel:+492>;;;+492;``",
                "sip:+491@a;`<sip:+492;npdi@a;user=phone>`;;;+492;``",
                "sip:+491@a;<sip:a.example>|<tel:+492>;;;+492;``",
                "sip:+491@a;<mailto:anna@a>;;;+491;Claimed",
                "sip:+491@a;<sip:+492@a;;;+491;Claimed",
                "sip:+491@a;<sip:+492@a>;id;;``;``",
                "sip:+491@a;<sip:+492@a>;`critical;ID`;;``;``",
                "sip:+491@a;;user;;``;``",
                "sip:+491@a;;header;;``;``",
                "sip:+491@a;<sip:+492@a>;none;;+492;``",
                "sip:anonymous@anonymous.invalid;<sip:+492@a>;;;+492;``",
                "sip:+491@a;;;`\"Ben\" <sip:+493@a>;party=calling;privacy=off`;+493;Ben",
                "sip:+491@a;;;`<sip:+493@a>;privacy=full;party=calling`;``;``",
                "sip:+491@a;;;`<sip:+493@a>;party=called`;+491;Claimed",
                "sip:+491@a;;;`<sip:+494@a>;party=called|<sip:+493@a>;party=calling`;+493;``",
                "sip:+491@a;<sip:+492@a>;;`<sip:+493@a>;privacy=full`;+492;``",
            })
    void whoIsShownOfACallFromOneWhoIsTrusted(
            String from,
            String asserted,
            String privacy,
            String remote,
            String number,
            String name) {
        SipHead head = head(from, asserted, privacy, remote);
        assertEquals(new Party(number, name), Assertion.caller(invite(head), true));
    }

    private static SipRequest invite(SipHead head, String... broken) {
        return new SipRequest(head, "sip:100@pbx.test", 70, List.of(broken));
    }

    @Test
    void whoseWishCannotBeReadIsNotShown() {
        SipHead head = head("sip:+491@a", "<sip:+492@a>", null, null);
        assertEquals(Party.ANONYMOUS, Assertion.caller(invite(head, "privacy"), true));
        assertEquals(
                new Party("+491", "Claimed"), Assertion.caller(invite(head, "privacy"), false));
    }

    @Test
    void whoIsNotTrustedAssertsNothing() {
        SipHead head = head("sip:+491@a", "\"Anna\" <sip:+492@a>", "id", "<sip:+493@a>");
        assertEquals(new Party("+491", "Claimed"), Assertion.caller(invite(head), false));
    }

    @Test
    void whoCallsIsAssertedToOneWhoIsTrusted() {
        assertEquals(
                List.of(new Header("P-Asserted-Identity", "\"Anna\" <sip:+491@pbx.test>")),
                Assertion.of(new Party("+491", "An\"na"), Optional.of("+490"), "pbx.test"));
        assertEquals(
                List.of(
                        new Header("P-Asserted-Identity", "<sip:+490@pbx.test>"),
                        new Header("Privacy", "id")),
                Assertion.of(Party.ANONYMOUS, Optional.of("+490"), "pbx.test"));
        assertEquals(
                List.of(new Header("Privacy", "id")),
                Assertion.of(Party.ANONYMOUS, Optional.empty(), "pbx.test"));
    }
}
