package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.OpenSockets;
import org.patchbay.itests.server.OpenSockets.Open;
import org.patchbay.itests.server.Server;

/** Everything is reached at the address of {@code --bind} only, the console from here only. */
@Tag("beside")
class BindIT {
    private static final String ELSEWHERE = "127.0.0.5";

    @Test
    void nothing_listens_on_another_address() throws Exception {
        InetAddress bind = InetAddress.getByName(ELSEWHERE);
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (Server server = Server.start("bind", ELSEWHERE, 40);
                RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("transport", "tcp")).registered()) {
            RawCall out = one.ring("1002");
            RawCall in = two.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            List<Open> open = OpenSockets.of(server.processes());

            for (RawCall call : List.of(out, in)) {
                InetSocketAddress media = call.mediaOfServer();
                assertTrue(open.contains(new Open("udp", bind, media.getPort())), open::toString);
                assertTrue(
                        open.contains(new Open("udp", bind, media.getPort() + 1)), open::toString);
            }
            for (String protocol : List.of("udp", "tcp")) {
                assertTrue(
                        open.contains(new Open(protocol, bind, server.sipPort())), open::toString);
            }
            assertTrue(
                    open.contains(new Open("tcp", loopback, server.consolePort())), open::toString);
            for (Open socket : open) {
                boolean ofTheConsole = socket.protocol().equals("tcp");
                assertTrue(
                        socket.address().equals(bind)
                                || ofTheConsole && socket.address().equals(loopback),
                        () -> socket + " of " + open);
            }
            out.hangUp();
            in.hasEnded();
        }
    }

    /** The measuring tool by itself: it finds what is on the wildcard, of both families. */
    @Test
    void the_wildcard_is_found() throws Exception {
        try (ServerSocket tcp = new ServerSocket(0);
                DatagramSocket udp = new DatagramSocket()) {
            List<Open> open = OpenSockets.of(Set.of(ProcessHandle.current().pid()));
            List<Open> wild = open.stream().filter(o -> o.address().isAnyLocalAddress()).toList();
            assertTrue(has(wild, "tcp", tcp.getLocalPort()), open::toString);
            assertTrue(has(wild, "udp", udp.getLocalPort()), open::toString);
        }
    }

    private static boolean has(List<Open> open, String protocol, int port) {
        return open.stream().anyMatch(o -> o.protocol().equals(protocol) && o.port() == port);
    }
}
