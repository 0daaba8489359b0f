package org.patchbay.sip.internal.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.patchbay.sip.internal.message.ContactAddress;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.Peer;
import org.patchbay.sip.internal.message.SipHead;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;

class DialogTest {
    private static final NameAddr ALICE = new NameAddr("", "sip:alice@a", "ta");
    private static final NameAddr BOB = new NameAddr("", "sip:bob@b", "");
    private static final List<String> ROUTES = List.of("<sip:p1;lr>", "<sip:p2;lr>");

    private static SipHead head(NameAddr from, NameAddr to, long cseq, List<String> routes) {
        return new SipHead(
                "INVITE",
                "id",
                from,
                to,
                cseq,
                "b",
                routes,
                List.of(new ContactAddress("sip:there@1.2.3.4", OptionalInt.empty(), 1000)),
                Map.of(),
                Optional.empty(),
                new Peer("udp", "1.2.3.4", 5060, ""));
    }

    private static SipRequest request(NameAddr from, NameAddr to, long cseq) {
        return new SipRequest(head(from, to, cseq, ROUTES), "sip:bob@b", 70, List.of());
    }

    @Test
    void calledSideKeepsTheRoutesInOrder() {
        Dialog dialog = Dialog.ofUas(request(ALICE, BOB, 5), "tb");
        assertEquals(ROUTES, dialog.routes());
        assertEquals("sip:there@1.2.3.4", dialog.target());
        assertEquals(new Dialog.Path("sip:there@1.2.3.4", ROUTES, "sip:p1;lr"), dialog.path());
        assertTrue(dialog.owns(request(ALICE, BOB.withTag("tb"), 6)));
        assertFalse(dialog.owns(request(ALICE, BOB.withTag("other"), 6)));
        assertFalse(dialog.owns(request(ALICE.withTag("x"), BOB.withTag("tb"), 6)));
    }

    @Test
    void callingSideReversesThem() {
        OutRequest invite =
                new OutRequest(
                        "INVITE",
                        "sip:bob@b",
                        "id",
                        ALICE,
                        BOB,
                        9,
                        "b",
                        List.of(),
                        Optional.empty(),
                        new HostPort("127.0.0.1", 5060),
                        new NextHop("udp", "127.0.0.1", 5060, ""),
                        List.of(),
                        Optional.empty());
        SipResponse ok = new SipResponse(head(ALICE, BOB.withTag("tb"), 9, ROUTES), 200, "OK");
        Dialog dialog = Dialog.ofUac(invite, ok);
        assertEquals(List.of("<sip:p2;lr>", "<sip:p1;lr>"), dialog.routes());
        assertEquals(10, dialog.withNextCseq().localCseq());
        assertTrue(dialog.isInOrder(request(BOB, ALICE, 0)));
    }

    @Test
    void strictRouterGetsTheTargetLast() {
        Dialog dialog = Dialog.ofUas(request(ALICE, BOB, 5), "tb");
        Dialog strict =
                new Dialog(
                        "id",
                        dialog.local(),
                        dialog.remote(),
                        0,
                        5,
                        List.of("<sip:old>", "<sip:p2;lr>"),
                        "sip:t@1.1.1.1");
        assertEquals(
                new Dialog.Path("sip:old", List.of("<sip:p2;lr>", "<sip:t@1.1.1.1>"), "sip:old"),
                strict.path());
    }

    @Test
    void anOldOrEqualCseqIsOutOfOrder() {
        Dialog dialog = Dialog.ofUas(request(ALICE, BOB, 5), "tb");
        assertFalse(dialog.isInOrder(request(ALICE, BOB, 4)));
        assertFalse(dialog.isInOrder(request(ALICE, BOB, 5)));
        assertTrue(dialog.isInOrder(request(ALICE, BOB, 7)));
    }
}
