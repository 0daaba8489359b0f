package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.Origin;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Passage;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.CallerIds;
import org.patchbay.directory.api.Routing;
import org.patchbay.directory.api.Trunk;

/** What a trunk sees in From, over real sockets; the table itself is CallerIdsTest. */
class CallerIdWireTest {
    private SipFixture sip;
    private RawPeer provider;

    @BeforeEach
    void start() throws Exception {
        sip = new SipFixture();
        provider = sip.udp();
        Trunk trunk =
                new Trunk("acme", "127.0.0.1", provider.port(), "udp", List.of(), List.of(), "");
        sip.house.trunk(trunk);
    }

    @AfterEach
    void stop() throws Exception {
        sip.close();
        provider.close();
    }

    private void rule(boolean forwarded) {
        CallerIds ids =
                new CallerIds(
                        Optional.of("+49300"), Map.of("anna", "+49301"), List.of(), forwarded);
        sip.house.routing = new Routing(Map.of(), List.of(), Map.of("acme", ids), Map.of());
    }

    private String from(Party caller, String user, String trunk) throws Exception {
        sip.provider("trunk")
                .dial(
                        new DialRequest(
                                new CallId("call"),
                                sip.house.newLegId(),
                                Target.parse("trunk:acme/555666"),
                                caller,
                                "555666",
                                List.of(),
                                new Origin(
                                        Optional.ofNullable(user),
                                        Optional.ofNullable(trunk),
                                        Passage.FIRST)),
                        new FakeHouse.Events());
        Msg invite = provider.awaitRequest("INVITE");
        provider.respond(invite, 486, "");
        return invite.header("From");
    }

    private static void begins(String from, String expected) {
        assertTrue(from.startsWith(expected), from);
    }

    @Test
    void withoutARuleItIsWhatTheCallAsksFor() throws Exception {
        begins(from(new Party("1001", "Anna"), "anna", null), "\"Anna\" <sip:1001@pbx.test>");
    }

    @Test
    void theUsersNumberElseTheTrunks() throws Exception {
        rule(false);
        begins(from(new Party("1001", "Anna"), "anna", null), "\"Anna\" <sip:+49301@pbx.test>");
        begins(from(new Party("1002", "Bert"), "bert", null), "\"Bert\" <sip:+49300@pbx.test>");
        begins(from(new Party("+49300", "Us"), "anna", null), "\"Us\" <sip:+49300@pbx.test>");
    }

    @Test
    void aStrangersNumberAndNameGoTogether() throws Exception {
        rule(false);
        begins(from(new Party("+331", "Zoe"), null, "acme"), "<sip:+49300@pbx.test>");
        rule(true);
        begins(from(new Party("+331", "Zoe"), null, "acme"), "\"Zoe\" <sip:+331@pbx.test>");
    }

    @Test
    void whoHidesStaysHidden() throws Exception {
        rule(false);
        begins(
                from(Party.ANONYMOUS, "anna", null),
                "\"Anonymous\" <sip:anonymous@anonymous.invalid>");
    }
}
