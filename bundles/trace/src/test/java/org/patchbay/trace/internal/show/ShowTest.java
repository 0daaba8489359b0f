package org.patchbay.trace.internal.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.WireMessage;

class ShowTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");
    private static final LegId FIRST = new LegId("L1");
    private static final LegId SECOND = new LegId("L2");

    private static WireMessage message(int ms, boolean sent, String remote, String text) {
        return new WireMessage(
                BEGAN.plusMillis(ms), sent, "udp", "192.0.2.1:5060", remote, text + "\r\n\r\n");
    }

    private static final Map<LegId, List<WireMessage>> SAID =
            Map.of(
                    FIRST,
                    List.of(
                            message(0, false, "192.0.2.7:5070", "INVITE sip:1002@pbx SIP/2.0"),
                            message(1, true, "192.0.2.7:5070", "SIP/2.0 100 Trying")),
                    SECOND,
                    List.of(message(4, true, "192.0.2.8:5080", "INVITE sip:1002@h SIP/2.0")));

    private static CallTrace trail() {
        Map<LegId, String> legs = new LinkedHashMap<>();
        legs.put(FIRST, "in device:1001");
        legs.put(SECOND, "out device:1002");
        return new CallTrace(
                new CallId("a-1"),
                new Party("1001", ""),
                "1002",
                BEGAN,
                Optional.of(new CallTrace.Mark(BEGAN.plusMillis(1500), "NORMAL")),
                legs,
                List.of(new CallTrace.Mark(BEGAN.plusMillis(3), "decided by x: \u001b[2J ring")),
                0);
    }

    private static List<String> ladder(boolean whole) {
        return new Ladder(trail(), SAID::get, ZoneOffset.UTC).lines(whole);
    }

    @Test
    void a_ladder_has_a_lane_for_each_leg() {
        assertEquals(
                List.of(
                        "Call a-1: 1001 → 1002, 2026-01-01 12:00:00.000, 1.500 s, NORMAL",
                        "  leg 1  in device:1001  udp 192.0.2.7:5070",
                        "  leg 2  out device:1002  udp 192.0.2.8:5080",
                        "    TIME  LEG 1                       LEG 2                       HOUSE",
                        "   0.000  ──▶ INVITE sip:1002@pbx",
                        "   0.001  ◀── 100 Trying",
                        "   0.003  " + " ".repeat(56) + "decided by x: ?[2J ring",
                        "   0.004  " + " ".repeat(28) + "◀── INVITE sip:1002@h"),
                ladder(false));
    }

    @Test
    void messages_in_full_stand_below() {
        assertTrue(ladder(true).contains("          │ INVITE sip:1002@pbx SIP/2.0"));
        assertFalse(ladder(false).stream().anyMatch(line -> line.contains("│")));
    }

    @Test
    void a_list_has_a_line_for_each_call() {
        List<String> lines = TrailList.lines(List.of(trail()), ZoneOffset.UTC);
        assertEquals(2, lines.size());
        assertEquals(
                "a-1              2026-01-01 12:00:00  1001           1002           NORMAL",
                lines.get(1));
        assertEquals(List.of("No call is kept."), TrailList.lines(List.of(), ZoneOffset.UTC));
    }

    @Test
    void a_capture_has_a_datagram_for_each_message_in_the_order_of_time() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Capture.write(List.of(SAID.get(SECOND).get(0), SAID.get(FIRST).get(0)), out);
        ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0xA1B2C3D4, file.getInt(0));
        assertEquals(101, file.getInt(20), "raw IP");
        assertEquals(BEGAN.getEpochSecond(), file.getInt(24));
        int length = file.getInt(32);
        byte[] packet = new byte[length];
        file.position(40);
        file.get(packet);
        ByteBuffer ip = ByteBuffer.wrap(packet);
        assertEquals(0x45, ip.get(0));
        assertEquals(length, ip.getShort(2));
        assertEquals(17, ip.get(9));
        assertEquals(0xC0000207, ip.getInt(12), "from the far side");
        assertEquals(0xC0000201, ip.getInt(16));
        assertEquals(5070, ip.getShort(20));
        assertEquals(5060, ip.getShort(22));
        assertEquals(
                "INVITE sip:1002@pbx SIP/2.0\r\n\r\n",
                new String(packet, 28, length - 28, StandardCharsets.UTF_8));
        assertEquals(0xFFFF, onesComplement(packet, 0, 20, 0), "RFC 791");
        int pseudo = 17 + length - 20;
        assertEquals(0xFFFF, onesComplement(packet, 12, length, pseudo), "RFC 768");
        assertEquals(4_000, file.getInt(40 + length + 4), "microseconds of the second one");
    }

    /** Over what carries its own checksum the sum is all ones. */
    private static int onesComplement(byte[] bytes, int from, int to, int start) {
        int sum = start;
        for (int i = from; i < to; i += 2) {
            sum += (bytes[i] & 0xFF) << 8 | (i + 1 < to ? bytes[i + 1] & 0xFF : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }

    @Test
    void a_capture_knows_ipv6_and_both_mixed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WireMessage six =
                new WireMessage(
                        BEGAN, true, "tls", "[2001:db8::1]:5061", "[2001:db8::2%eth0]:9", "x");
        WireMessage mixed =
                new WireMessage(BEGAN, true, "tls", "[2001:db8::1]:5061", "192.0.2.1:9", "x");
        Capture.write(List.of(six, mixed), out);
        byte[] file = out.toByteArray();
        assertEquals(24 + 2 * (16 + 40 + 8 + 1), file.length);
        assertEquals(0x60, file[40]);
    }
}
