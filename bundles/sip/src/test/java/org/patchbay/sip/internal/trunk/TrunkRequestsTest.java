package org.patchbay.sip.internal.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.Trunk;
import org.patchbay.sip.internal.dialog.Tokens;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.OutRequest;

class TrunkRequestsTest {
    private static final NextHop HOP = new NextHop("udp", "192.0.2.1", 5060, "");

    private HostPort ours = new HostPort("203.0.113.1", 5060);
    private final TrunkRim rim =
            new TrunkRim(null, null, null, new Tokens(), hop -> null, null, () -> 0);
    private final TrunkRequests requests =
            new TrunkRequests(
                    rim,
                    new Trunk("acme", "192.0.2.1", 5060, "udp", List.of(), List.of(), "49301"),
                    hop -> ours);

    private OutRequest register() {
        return requests.register("call-id", 600).to(HOP);
    }

    private static List<String> others(OutRequest register) {
        return register.headers("Contact").stream().map(Header::value).toList();
    }

    @Test
    void thePlaceThatWeHaveLeftIsTakenBackOnce() {
        assertEquals(List.of(), others(register()));
        assertFalse(requests.hasMoved(HOP), "nothing is registered");
        requests.accepted();
        assertFalse(requests.hasMoved(HOP));
        ours = new HostPort("203.0.113.2", 5060);
        assertTrue(requests.hasMoved(HOP));
        OutRequest moved = register();
        assertEquals("sip:acme@203.0.113.2:5060", moved.contact().orElseThrow());
        assertEquals(List.of("<sip:acme@203.0.113.1:5060>;expires=0"), others(moved));
        assertEquals(others(moved), others(requests.register("call-id", 600).again(moved)));
        requests.accepted();
        assertEquals(List.of(), others(register()));
    }

    @Test
    void whoDoesNotTakeTwoContactsGetsOne() {
        register();
        requests.accepted();
        ours = new HostPort("203.0.113.2", 5060);
        assertEquals(1, others(register()).size());
        requests.refused();
        assertEquals(List.of(), others(register()));
    }
}
