package org.patchbay.itests.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLSocket;
import org.patchbay.itests.server.HouseCertificate;
import org.patchbay.itests.server.Rest;
import org.patchbay.itests.server.Server;

/**
 * Who asks to be told what happens and takes nothing of it: a socket with room for next to nothing,
 * which nobody reads.
 */
public final class DeafWatcher implements AutoCloseable {
    private static final int ROOM_BYTES = 2048;
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final Socket wire = new Socket();
    private final SSLSocket socket;

    public DeafWatcher(Server server, Rest who) throws Exception {
        URI house = URI.create(server.web());
        wire.setReceiveBufferSize(ROOM_BYTES);
        wire.connect(new InetSocketAddress(house.getHost(), house.getPort()), 10_000);
        socket =
                (SSLSocket)
                        HouseCertificate.trusted(server)
                                .getSocketFactory()
                                .createSocket(wire, house.getHost(), house.getPort(), true);
        String hello =
                "GET /api/v1/events HTTP/1.1\r\nHost: "
                        + house.getAuthority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                        + "\r\nSec-WebSocket-Key: "
                        + KEY
                        + "\r\nOrigin: "
                        + house
                        + "\r\nCookie: "
                        + who.cookie()
                        + "\r\n\r\n";
        socket.getOutputStream().write(hello.getBytes(US_ASCII));
        String answer = head(socket.getInputStream());
        assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return head.toString();
    }

    /** A text of up to 125 bytes; masked, as a client's must be, with a mask of nothing. */
    public void say(String text) throws IOException {
        byte[] payload = text.getBytes(UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        frame.write(0x80 | payload.length);
        frame.write(new byte[4]);
        frame.write(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
