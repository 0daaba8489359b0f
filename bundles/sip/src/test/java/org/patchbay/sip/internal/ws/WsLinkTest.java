package org.patchbay.sip.internal.ws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes as a client sends them, and as they should not be. */
class WsLinkTest {
    private static final int MOST = 1000;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private boolean served = true;
    private final WsLink link =
            new WsLink(
                    new WsSettings(7443, List.of()),
                    MOST,
                    () -> served,
                    bytes -> sent.write(bytes));

    @AfterEach
    void close() {
        link.close();
    }

    /** The example of RFC 6455 §1.3. */
    private static String upgrade() {
        return "GET /chat HTTP/1.1\r\nHost: pbx.example\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Origin: https://pbx.example\r\nSec-WebSocket-Protocol: chat, sip\r\n"
                + "Sec-WebSocket-Version: 13\r\n\r\n";
    }

    private List<byte[]> take(byte[] bytes) throws IOException {
        return link.received(bytes);
    }

    private List<byte[]> take(String text) throws IOException {
        return take(text.getBytes(StandardCharsets.UTF_8));
    }

    private String sent() {
        String text = sent.toString(StandardCharsets.ISO_8859_1);
        sent.reset();
        return text;
    }

    private void open() throws IOException {
        take(upgrade());
        assertTrue(link.isOpen());
        sent();
    }

    /** A frame of a client: masked (RFC 6455 §5.2). */
    private static byte[] frame(boolean last, int opcode, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(payload.length + 14);
        out.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            out.put((byte) (0x80 | payload.length));
        } else {
            out.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        out.put(mask);
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ mask[i % 4]));
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static byte[] frame(int opcode, String payload) {
        return frame(true, opcode, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(List<byte[]> messages) {
        return messages.stream().map(m -> new String(m, StandardCharsets.UTF_8)).toList();
    }

    @Test
    void agreesToSip() throws IOException {
        assertEquals(List.of(), take(upgrade()));
        String answer = sent().toLowerCase(java.util.Locale.ROOT);
        assertTrue(answer.startsWith("http/1.1 101 "), answer);
        assertTrue(answer.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo="), answer);
        assertTrue(answer.contains("sec-websocket-protocol: sip\r\n"), answer);
        assertTrue(link.isOpen());
        assertFalse(link.isOver());
    }

    @ParameterizedTest
    @CsvSource({
        "'Sec-WebSocket-Protocol: chat, sip', 'Sec-WebSocket-Protocol: chat', 400",
        "'Sec-WebSocket-Protocol: chat, sip', 'X: y', 400",
        "'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Version: 8', 426",
        "'Upgrade: websocket', 'Upgrade: h2c', 426",
        "'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'X: y', 400",
        "'Origin: https://pbx.example', 'Origin: https://evil.example', 403",
        "'GET ', 'POST ', 400",
    })
    void saysWhyNot(String what, String instead, int status) throws IOException {
        assertEquals(List.of(), take(upgrade().replace(what, instead)));
        String answer = sent();
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertFalse(link.isOpen());
        assertTrue(link.isOver());
        assertEquals(List.of(), take(frame(TEXT, "hello")));
        assertThrows(IOException.class, () -> link.send(new byte[1]));
    }

    @Test
    void messagesComeInWhateverPieces() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(upgrade().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(frame(TEXT, "one"));
        all.writeBytes(frame(false, TEXT, new byte[] {'t'}));
        all.writeBytes(frame(PING, "x"));
        all.writeBytes(frame(false, 0, new byte[] {'w'}));
        all.writeBytes(frame(true, 0, new byte[] {'o'}));
        all.writeBytes(frame(BINARY, "three"));
        List<byte[]> messages = new ArrayList<>();
        for (byte b : all.toByteArray()) {
            messages.addAll(take(new byte[] {b}));
        }
        assertEquals(List.of("one", "two", "three"), texts(messages));
    }

    @Test
    void severalComeAtOnce() throws IOException {
        open();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(frame(TEXT, "one"));
        all.writeBytes(frame(TEXT, "two"));
        assertEquals(List.of("one", "two"), texts(take(all.toByteArray())));
    }

    @Test
    void sendsTextWhereItIs() throws IOException {
        open();
        link.send("Grüße".getBytes(StandardCharsets.UTF_8));
        byte[] text = sent.toByteArray();
        assertEquals((byte) 0x81, text[0]);
        assertEquals(7, text[1]);
        sent.reset();
        byte[] noText = {(byte) 0xFF, 1};
        link.send(noText);
        assertArrayEquals(new byte[] {(byte) 0x82, 2, (byte) 0xFF, 1}, sent.toByteArray());
    }

    @Test
    void answersPingsAsLongAsTheirSourceIsServed() throws IOException {
        open();
        take(frame(PING, "hi"));
        assertEquals("\u008a\u0002hi", sent());
        served = false;
        take(frame(PING, "hi"));
        assertEquals("", sent());
    }

    @Test
    void endsWhenTheFarSideDoes() throws IOException {
        open();
        take(frame(true, CLOSE, new byte[] {3, (byte) 0xE8}));
        assertEquals("\u0088\u0002\u0003\u00e8", sent());
        assertTrue(link.isOver());
        assertEquals(List.of(), take(frame(TEXT, "late")));
    }

    @Test
    void nothingTooLongIsKept() throws IOException {
        open();
        assertEquals(1, take(frame(true, TEXT, new byte[MOST])).size());
        assertThrows(IOException.class, () -> take(frame(true, TEXT, new byte[MOST + 1])));
        assertTrue(link.isOver());
    }

    @Test
    void norInPieces() throws IOException {
        open();
        take(frame(false, TEXT, new byte[MOST]));
        assertThrows(IOException.class, () -> take(frame(false, 0, new byte[1])));
    }

    @Test
    void aLengthThatIsClaimedReservesNothing() throws IOException {
        open();
        byte[] huge = {(byte) 0x81, (byte) 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
        assertThrows(IOException.class, () -> take(huge));
    }

    @Test
    void whatIsNotMaskedIsRefused() throws IOException {
        open();
        assertThrows(IOException.class, () -> take(new byte[] {(byte) 0x81, 1, 'x'}));
    }

    @Test
    void extensionsAreNotSpoken() throws IOException {
        open();
        byte[] compressed = frame(TEXT, "x");
        compressed[0] |= 0x40;
        assertThrows(IOException.class, () -> take(compressed));
    }

    @Test
    void aRequestWithoutEndIsRefused() {
        String endless = "GET / HTTP/1.1\r\nX: " + "x".repeat(20_000);
        try {
            take(endless);
        } catch (IOException e) {
            return; // as good
        }
        assertTrue(link.isOver());
        assertFalse(link.isOpen());
    }
}
