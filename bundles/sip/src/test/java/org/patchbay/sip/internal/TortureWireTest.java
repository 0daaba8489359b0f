package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.torture.TortureMessage;
import org.patchbay.sip.internal.torture.TortureMessages;
import org.patchbay.testkit.Eventually;

/**
 * Every hard message (RFC 4475, RFC 5118) over a real socket to the running stack: what comes back,
 * what comes back when it is sent again with credentials, and that everything still works after it.
 */
class TortureWireTest {
    /**
     * What an element that is addressed, and registrar, does with it.
     *
     * <pre>
     * silent  no answer, and counted as dropped or unreadable
     * call    the call comes in
     * +       both requests of the message are answered
     * waits   the stream has not brought the whole message
     * closes  and the connection ends, because the stream cannot be followed any more
     * </pre>
     */
    private static final String EXPECTED =
            """
            name                    UDP     TCP         with credentials
            folded                  407     407         call
            charset                 405     405         -
            escaped-method          405     405         -
            display                 200     200         -
            lengthy                 200     200         -
            vias                    200     200         -
            multipart               405     405         -
            two-in-one              200     200+407     -
            escaped-user            200     200         -
            escaped-null            200     200         -
            escaped-nulls           401     401         200
            semicolon-user          200     200         -
            headers-in-uri          200     200         -
            brackets                400     400         -
            blank-in-uri            400     400         -
            many-blanks             400     400         -
            trailing-blanks         400     400         -
            no-version              400     400         -
            version                 505     505         -
            garbage                 silent  waits       -
            separators              400     400         -
            quote                   400     400         -
            contact                 400     400         -
            spaces                  200     200         -
            name                    200     200         -
            date                    200     200         -
            mismatch                400     400         -
            strange                 400     400         -
            colon                   400     400         -
            greater                 400     400closes   -
            negative                400     400closes   -
            sequence                400     400         -
            forwards                400     400         -
            expires                 400     400         -
            unicode                 silent  silent      -
            no-reason               silent  silent      -
            big-code                silent  silent      -
            big-response            silent  silent      -
            broadcast               silent  silent      -
            cookie                  200     200         -
            missing                 400     400         -
            scheme                  416     416         -
            beep                    416     416         -
            schemes                 401     401         403
            require                 420     420         -
            body                    407     407         415
            auth-scheme             401     401         200
            twice                   400     400         -
            lengths                 400     400closes   -
            zero                    483     483         -
            parameter               401     401         200
            contact-parameter       401     401         200
            contact-route           401     401         200
            accept                  406     406         -
            old                     407     407         call
            ipv6-uri                200     200         -
            ipv6-bare               200     200         -
            ipv6-port-inside        200     200         -
            ipv6-port               200     200         -
            ipv6-received-brackets  200     200         -
            ipv6-received           200     200         -
            ipv6-sdp                407     407         call
            ipv6-mixed-via          200     200         -
            ipv6-mixed-sdp          407     407         call
            ipv6-mapped             407     407         call
            ipv6-three-colons       200     200         -
            ipv6-two-colons         200     200         -
            """;

    /** All of RFC 4475 §3; each is somebody's difficulty. */
    private static final Map<String, Integer> SECTIONS =
            Map.of("3.1.1.", 13, "3.1.2.", 19, "3.2.", 1, "3.3.", 15, "3.4.", 1);

    private static final Map<String, String[]> ROWS = rows();
    private static final Map<String, SipFixture> HOUSES = new HashMap<>();
    private static Set<Thread> threads;

    private static Map<String, String[]> rows() {
        return EXPECTED.lines()
                .skip(1)
                .map(line -> line.split(" +"))
                .collect(Collectors.toMap(row -> row[0], row -> row));
    }

    @BeforeAll
    static void start() throws Exception {
        for (String transport : List.of("UDP", "TCP")) {
            HOUSES.put(transport, new SipFixture());
            assertAlive(transport);
        }
        threads =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getName().startsWith("sip-"))
                        .collect(Collectors.toSet());
        assertTrue(threads.size() > 4, threads.toString());
    }

    @AfterAll
    static void stop() {
        HOUSES.values().forEach(SipFixture::close);
    }

    static Stream<TortureMessage> messages() {
        return TortureMessages.all().stream();
    }

    @Test
    void nothingOfTheRfcIsLeftOut() {
        SECTIONS.forEach(
                (prefix, count) -> {
                    for (int i = 1; i <= count; i++) {
                        String section = prefix + i;
                        assertTrue(messages().anyMatch(m -> m.section().equals(section)), section);
                    }
                });
        assertEquals(
                messages().map(TortureMessage::name).collect(Collectors.toSet()), ROWS.keySet());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void overUdp(TortureMessage message) throws Exception {
        try (RawPeer peer = HOUSES.get("UDP").udp()) {
            check(message, peer, ROWS.get(message.name())[1]);
        }
        assertAlive("UDP");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void overTcp(TortureMessage message) throws Exception {
        try (RawPeer peer = HOUSES.get("TCP").tcp()) {
            check(message, peer, ROWS.get(message.name())[2]);
        }
        assertAlive("TCP");
    }

    private static void check(TortureMessage message, RawPeer peer, String expected)
            throws Exception {
        SipFixture sip = HOUSES.get(peer.transport);
        long droppedBefore = dropped(sip);
        String text = message.text(peer.transport, peer.port());
        peer.sendLatin1(text);
        if (expected.equals("waits")) {
            assertTrue(peer.nothingLike(100, m -> true));
            return;
        }
        if (expected.equals("silent")) {
            Eventually.holds(() -> assertEquals(droppedBefore + 1, dropped(sip)));
            assertStillAnswers(peer);
            return;
        }
        Msg answer = peer.awaitFinal();
        int status = Integer.parseInt(expected.substring(0, 3));
        assertEquals(status, answer.status(), answer + "\nto\n" + text);
        assertTrue(message.answers().contains(status), "the RFC says " + message.answers());
        if (expected.endsWith("closes")) {
            Eventually.holds(() -> assertTrue(peer.isClosedByServer()));
            return;
        }
        if (expected.indexOf('+') > 0) {
            assertEquals(expected.substring(4), "" + peer.awaitFinal().status());
        }
        assertStillAnswers(peer);
        String signed = ROWS.get(message.name())[3];
        if (!signed.equals("-")) {
            checkSigned(sip, peer, text, answer, signed);
        }
    }

    /** As whom it says it is, the secret known: what stands behind the challenge. */
    private static void checkSigned(
            SipFixture sip, RawPeer peer, String text, Msg challenge, String expected)
            throws Exception {
        peer.user = "caller";
        String[] line = text.substring(0, text.indexOf("\r\n")).split(" ");
        String credential = peer.authorization(challenge, line[0], line[1], "secret");
        String again =
                text.replaceFirst("\r\n", "\r\n" + credential)
                        .replace("z9hG4bK-", "z9hG4bK-again-")
                        .replace("42 " + line[0], "43 " + line[0])
                        .replace("0042\r\n", "0043\r\n");
        peer.sendLatin1(again);
        if (expected.equals("call")) {
            sip.house.nextCall().leg().hangup(DisconnectCause.of(Reason.BUSY));
        }
        int status = expected.equals("call") ? 486 : Integer.parseInt(expected);
        Msg answer = peer.await("answer to the second", m -> m.cseq() == 43 && m.status() >= 200);
        assertEquals(status, answer.status(), answer + "\nto\n" + again);
        assertStillAnswers(peer);
    }

    /** Nothing else came before, and the same socket is served. */
    private static void assertStillAnswers(RawPeer peer) throws Exception {
        peer.send(peer.request("OPTIONS", "sip:pbx.test", ++peer.cseq, peer.branch(), "", ""));
        Msg next = peer.await("answer", m -> m.status() >= 200 && m.status() != 407);
        assertEquals(peer.callId, next.header("Call-ID"), next.toString());
        assertEquals(200, next.status());
    }

    private static long dropped(SipFixture sip) {
        Map<String, Long> figures = sip.service.figures().read();
        return figures.get("messages.dropped")
                + figures.get("messages.unreadable")
                + figures.get("datagrams.dropped")
                + figures.get("streams.dropped");
    }

    private static void assertAlive(String transport) throws Exception {
        SipFixture sip = HOUSES.get(transport);
        for (RawPeer peer : List.of(sip.udp(), sip.tcp())) {
            try (peer) {
                assertStillAnswers(peer);
            }
        }
        assertEquals(0, sip.service.figures().read().get("tasks.failed"));
        if (threads != null) {
            threads.forEach(t -> assertTrue(t.isAlive(), t.getName()));
        }
    }
}
