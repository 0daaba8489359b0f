package org.patchbay.webrtc.internal.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.peer.Stun;

/** Who connects over TCP, and says nothing, nonsense, or a check. */
class TcpDoorTest {
    private static final long FOREVER_MS = 60_000;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final List<String> entered = new CopyOnWriteArrayList<>();
    private final List<Socket> guests = new ArrayList<>();
    private InetSocketAddress address;
    private TcpDoor door;

    @BeforeEach
    void find() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
            address = new InetSocketAddress(loopback, free.getLocalPort());
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Socket guest : guests) {
            guest.close();
        }
        door.close();
    }

    private void open(int most, long patienceMs) throws IOException {
        open(most, patienceMs, TcpDoor.Taking.USUAL);
    }

    private void open(int most, long patienceMs, TcpDoor.Taking taking) throws IOException {
        door =
                new TcpDoor(
                        List.of(address),
                        new TcpDoor.Silence(most, patienceMs),
                        taking,
                        (socket, check, packet) -> {
                            entered.add(check.ours() + " " + packet.length);
                            if (check.ours().equals("nobody")) {
                                throw new IllegalStateException("not here");
                            }
                        });
    }

    private Socket guest() throws IOException {
        Socket guest = new Socket(address.getAddress(), address.getPort());
        guests.add(guest);
        return guest;
    }

    private static byte[] check(String ufrag) {
        return Stun.check(new byte[12], ufrag + ":page", "pwpwpwpwpwpwpwpwpwpwpwpw", true);
    }

    private static void say(Socket guest, byte[] packet, int saidLength) throws IOException {
        DataOutputStream out = new DataOutputStream(guest.getOutputStream());
        out.writeShort(saidLength);
        out.write(packet);
        out.flush();
    }

    private static void assertPutOut(Socket guest) {
        Eventually.holds(
                () -> {
                    guest.setSoTimeout(50);
                    try {
                        assertEquals(-1, guest.getInputStream().read());
                    } catch (SocketTimeoutException e) {
                        throw new AssertionError("it stands there still", e);
                    } catch (IOException reset) {
                        // put out too
                    }
                });
    }

    private static void assertStands(Socket guest) throws IOException {
        guest.setSoTimeout(1);
        assertThrows(SocketTimeoutException.class, () -> guest.getInputStream().read());
    }

    @Test
    void whoSaysACheckComesIn() throws IOException {
        open(8, FOREVER_MS);
        byte[] check = check("ours");
        Socket guest = guest();
        guest.getOutputStream().write(0); // a byte at a time is as good
        say(guest, new byte[0], check.length << 8 | check[0] & 0xFF);
        guest.getOutputStream().write(check, 1, check.length - 1);
        Eventually.holds(() -> assertEquals(List.of("ours " + check.length), entered));
        assertStands(guest);
    }

    @Test
    void whoIsNotKnownOrSaysNonsenseIsPutOut() throws IOException {
        open(8, FOREVER_MS);
        byte[] check = check("nobody");
        Socket stranger = guest();
        say(stranger, check, check.length);
        assertPutOut(stranger);
        Socket endless = guest();
        say(endless, new byte[0], 0xFFFF);
        assertPutOut(endless);
        Socket mute = guest();
        say(mute, new byte[0], 0);
        assertPutOut(mute);
        Socket web = guest();
        web.getOutputStream().write("\0\24GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
        assertPutOut(web);
        assertEquals(List.of("nobody " + check.length), entered);
    }

    @Test
    void whoHasStoodLongestMakesRoom() throws IOException {
        open(3, FOREVER_MS);
        Socket first = guest();
        Socket second = guest();
        guest();
        guest();
        assertPutOut(first);
        assertStands(second);
        byte[] check = check("ours");
        say(second, check, check.length);
        Eventually.holds(() -> assertEquals(1, entered.size()));
        for (int i = 0; i < 5; i++) {
            guest();
        }
        assertPutOut(guests.get(2));
        assertStands(second);
    }

    @Test
    void whoSaysNothingIsPutOut() throws IOException {
        open(8, 100);
        Socket silent = guest();
        Socket slow = guest();
        slow.getOutputStream().write(0);
        assertPutOut(silent);
        assertPutOut(slow);
    }

    /** Fails so many times after the first {@code good}. */
    private TcpDoor.Accept failing(AtomicInteger asked, int good, int times) {
        return from -> {
            int n = asked.incrementAndGet();
            if (n > good && n <= good + times) {
                throw new IOException("too many open files");
            }
            return from.accept();
        };
    }

    @Test
    void whereNobodyCanBeTakenItAsksOnceAndServesThoseWhoStandThere() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        open(8, FOREVER_MS, new TcpDoor.Taking(FOREVER_MS, failing(asked, 2, 1000)));
        Socket first = guest();
        Socket second = guest();
        Eventually.holds(() -> assertEquals(2, asked.get()));
        guest();
        Eventually.holds(() -> assertEquals(3, asked.get()));
        byte[] check = check("ours");
        for (Socket stands : List.of(first, second)) {
            int before = entered.size();
            say(stands, check, check.length);
            Eventually.holds(() -> assertEquals(before + 1, entered.size()));
        }
        assertEquals(3, asked.get());
    }

    @Test
    void whoCouldNotBeTakenComesInAfterAWhile() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        open(8, FOREVER_MS, new TcpDoor.Taking(20, failing(asked, 0, 3)));
        byte[] check = check("ours");
        say(guest(), check, check.length);
        Eventually.holds(() -> assertEquals(1, entered.size()));
        assertEquals(4, asked.get());
    }

    @Test
    void thePortIsFreeAtOnce() throws IOException {
        open(8, FOREVER_MS);
        guest();
        door.close();
        open(8, FOREVER_MS);
        assertTrue(guest().isConnected());
    }
}
