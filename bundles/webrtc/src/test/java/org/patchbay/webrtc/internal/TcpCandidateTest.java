package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.ice.IceHost;
import org.patchbay.webrtc.internal.ice.IceSettings;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.peer.TcpIce;

/** A browser in a network that lets no UDP out. */
class TcpCandidateTest {
    /** Others connect and say nothing, as many as like. */
    @Test
    void manyWhoSayNothingAreInNobodysWay() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try (Office office = new Office(Office.MANY, Duration.ofSeconds(5), true)) {
            for (int i = 0; i < 400; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), office.browsers.port()));
            }
            assertDtlsBegins(office);
            Eventually.holds(
                    () -> assertTrue(silent.stream().filter(s -> isOut(s)).count() >= 144));
        } finally {
            for (Socket one : silent) {
                one.close();
            }
        }
    }

    private static boolean isOut(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Settings change, and the phones begin anew. */
    @Test
    void thePortIsFreeAtOnce() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 0; i < 50; i++) {
            IceHost first = IceHost.open(new IceSettings(loopback, 0, true, List.of()));
            first.close();
            IceHost.open(new IceSettings(loopback, first.port(), true, List.of())).close();
        }
    }

    /** Another program has the port over TCP: most browsers do without. */
    @Test
    void whereThePortIsTakenItGoesOnOverUdp() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket other = new ServerSocket(0, 1, loopback)) {
            IceSettings taken = new IceSettings(loopback, other.getLocalPort(), true, List.of());
            IceHost host = IceHost.open(taken);
            assertEquals(other.getLocalPort(), host.port());
            host.close();
        }
    }

    @Test
    void dtlsBeginsOverTcp() throws IOException {
        try (Office office = new Office(Office.MANY, Duration.ofSeconds(5), true)) {
            assertDtlsBegins(office);
        }
    }

    private static void assertDtlsBegins(Office office) throws IOException {
        BrowserPeer anna = office.page("anna", 700);
        anna.next("hello");
        SessionDescription offer = SessionDescription.parse(anna.offer());
        IceDtls own = IceDtls.of(offer);
        anna.say("webrtc-offer", Map.of("session", "s1", "sdp", offer.print()));
        IceDtls answer =
                IceDtls.of(
                        SessionDescription.parse(anna.next("webrtc-answer").path("sdp").asText()));
        assertEquals(2, answer.candidates().size());
        try (TcpIce tcp = new TcpIce(answer, own.ufrag(), own.pwd())) {
            tcp.check();
            byte[] first = tcp.nextPacket();
            assertTrue(first[0] >= 20 && first[0] <= 63, "no DTLS but " + first[0]);
        }
    }
}
