package org.patchbay.sip.internal.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.WireMessage;

class SipTapeTest {
    private static final LegId LEG = new LegId("L1");
    private static final InetAddress PEER = InetAddress.getLoopbackAddress();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SipTape tape =
            new SipTape(new SipTape.Limits(100_000, Duration.ofMinutes(10)), () -> now);

    private static byte[] message(String first, String callId, String more) {
        String method = first.startsWith("SIP/") ? "INVITE" : first.split(" ")[0];
        return (first
                        + "\r\nVia: SIP/2.0/UDP h\r\nCall-ID: "
                        + callId
                        + "\r\nCSeq: 1 "
                        + method
                        + "\r\n"
                        + more
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void heard(String first, String callId) {
        tape.note(false, "udp", "192.0.2.1:5060", PEER, 5070, message(first, callId, ""));
    }

    private List<String> firstLines(LegId leg) {
        return tape.messages(leg).stream().map(m -> m.text().lines().findFirst().get()).toList();
    }

    @Test
    void a_leg_has_what_was_said_before_it_was_one_and_after() {
        heard("INVITE sip:a@b SIP/2.0", "one");
        tape.adopt("one", LEG);
        byte[] trying = message("SIP/2.0 100 Trying", "one", "");
        now = now.plusMillis(7);
        tape.note(true, "udp", "192.0.2.1:5060", PEER, 5070, trying);
        heard("INVITE sip:a@b SIP/2.0", "two");
        assertEquals(List.of("INVITE sip:a@b SIP/2.0", "SIP/2.0 100 Trying"), firstLines(LEG));
        WireMessage last = tape.messages(LEG).get(1);
        assertEquals(
                new WireMessage(
                        now,
                        true,
                        "udp",
                        "192.0.2.1:5060",
                        "127.0.0.1:5070",
                        new String(trying, StandardCharsets.UTF_8)),
                last);
        assertEquals(List.of(), tape.messages(new LegId("L2")));
    }

    @Test
    void a_flood_of_strangers_wipes_out_no_leg() {
        tape.adopt("one", LEG);
        heard("INVITE sip:a@b SIP/2.0", "one");
        for (int i = 0; i < 20_000; i++) {
            heard("INVITE sip:a@b SIP/2.0", "flood-" + i);
        }
        assertEquals(1, firstLines(LEG).size());
        assertTrue(tape.size() < 6_000, "kept " + tape.size());
    }

    @Test
    void memory_and_time_are_bounded_and_the_eldest_goes_first() {
        for (int i = 0; i < 1_000; i++) {
            tape.adopt("call-" + i, new LegId("L" + i));
            heard("BYE sip:a@b SIP/2.0", "call-" + i);
        }
        assertEquals(List.of(), firstLines(new LegId("L0")));
        assertEquals(1, firstLines(new LegId("L999")).size());
        assertTrue(tape.size() < 500, "kept " + tape.size());
        now = now.plus(Duration.ofMinutes(11));
        tape.adopt("new", LEG);
        heard("INVITE sip:a@b SIP/2.0", "new");
        assertEquals(1, tape.size());
    }

    @Test
    void one_call_that_says_too_much_is_cut_off() {
        SipTape large =
                new SipTape(new SipTape.Limits(10_000_000, Duration.ofMinutes(10)), () -> now);
        large.adopt("one", LEG);
        byte[] info = message("INFO sip:a@b SIP/2.0", "one", "");
        for (int i = 0; i < 1_000; i++) {
            large.note(false, "udp", "h:1", PEER, 2, info);
        }
        assertEquals(SipTape.MOST_MESSAGES, large.messages(LEG).size());
    }

    @Test
    void nothing_is_kept_where_nothing_is_wanted() {
        SipTape off = new SipTape(SipTape.Limits.NOTHING, () -> now);
        off.adopt("one", LEG);
        off.note(false, "udp", "h:1", PEER, 2, message("BYE sip:a@b SIP/2.0", "one", ""));
        assertEquals(0, off.size());
        assertEquals(List.of(), off.messages(LEG));
    }

    @ParameterizedTest
    @CsvSource({
        "'INVITE x SIP/2.0|Call-ID: a@b|CSeq: 1 INVITE||', a@b",
        "'INVITE x SIP/2.0|i:a@b|CSEQ: 1 INVITE||', a@b",
        "'SIP/2.0 200 OK|cseq : 1 BYE|CALL-ID  :  a||', a",
        "'SIP/2.0 200 OK|CSeq: 1 REGISTER|Call-ID: a||', ''",
        "'OPTIONS x SIP/2.0|Call-ID: a|CSeq: 1 OPTIONS||', ''",
        "'SUBSCRIBE x SIP/2.0|Call-ID: a|CSeq: 1 SUBSCRIBE||', ''",
        "'NOTIFY x SIP/2.0|Call-ID: a|CSeq: 1 NOTIFY||', a",
        "'INVITE x SIP/2.0|CSeq: 1 INVITE||Call-ID: a|', ''",
        "'INVITE x SIP/2.0|Call-IDs: a|CSeq: 1 INVITE||', ''",
        "'INVITE', ''",
        "'', ''",
        "'INVITE x SIP/2.0|Call-ID', ''",
        "'INVITE x SIP/2.0|Call-ID:|CSeq: 1 INVITE', ''",
    })
    void it_finds_the_call(String message, String callId) {
        byte[] bytes = message.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(callId, Headlines.callIdOf(bytes));
    }

    @Test
    void a_key_that_is_the_whole_body_is_masked() {
        String info =
                "INFO sip:a@b SIP/2.0\r\nContent-Type: application/dtmf\r\nContent-Length: 1\r\n\r\n7";
        assertTrue(Secrets.masked(info).endsWith("\r\n\r\n***"), Secrets.masked(info));
        String other = info.replace("application/dtmf", "text/plain");
        assertEquals(other, Secrets.masked(other));
    }

    @Test
    void legs_of_one_call_id_are_bounded() {
        for (int i = 0; i < 100; i++) {
            tape.adopt("one", new LegId("L" + i));
        }
        heard("INVITE sip:a@b SIP/2.0", "one");
        assertEquals(List.of(), firstLines(new LegId("L0")));
        assertEquals(1, firstLines(new LegId("L99")).size());
    }

    @Test
    void what_nobody_may_read_later_is_masked() {
        String shown =
                Secrets.masked(
                        String.join(
                                "\r\n",
                                "INVITE sip:a@b SIP/2.0",
                                "Proxy-Authorization: Digest username=\"1001\", nonce=\"n\","
                                        + " cnonce=\"c0\", response=\"aa11\", uri=\"sip:a@b\"",
                                "authorization : digest response = bb22",
                                "Authorization: Basic QWxhZGRpbjpvcGVu",
                                "Authentication-Info: rspauth=\"cc33\"",
                                "Proxy-Authorization: Digest username=\"1\",\r\n response=\"dd44\"",
                                "Subject: my response=\"yes\"",
                                "",
                                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3|2^20|1:4",
                                "Signal=5",
                                " Signal=6",
                                "Duration=160"));
        for (String secret :
                List.of("aa11", "bb22", "cc33", "c0\"", "QWxh", "d0Rm", "=5", "=6", "dd44")) {
            assertFalse(shown.contains(secret), secret + " in " + shown);
        }
        assertTrue(shown.contains("username=\"1001\", nonce=\"n\""), shown);
        assertTrue(shown.contains("my response=\"yes\""), shown);
        assertTrue(shown.contains("inline:***|2^20|1:4"), shown);
        assertTrue(shown.contains("Authorization: Basic ***"), shown);
    }
}
