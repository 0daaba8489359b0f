package org.patchbay.itests.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Free ports, so that tests can run beside anything else. */
public final class Ports {
    private static final Random RANDOM = new Random();

    private Ports() {}

    /**
     * A port that is free for UDP and for TCP on that address. Below those that a bind to port 0,
     * or a connection, is given: it is taken later than it is found.
     */
    public static int free(String host) {
        for (int i = 0; i < 200; i++) {
            int port = 3000 + RANDOM.nextInt(7000);
            if (isFree(host, port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on " + host);
    }

    /**
     * A port that is free for UDP and for TCP, with the next one: phones open that for TLS, asked
     * or not. Below those that a bind to port 0 gives away, so that nobody gets the second
     * meanwhile.
     */
    public static int freePair(String host) {
        for (int i = 0; i < 200; i++) {
            int first = 10000 + 2 * RANDOM.nextInt((32000 - 10000) / 2);
            if (isFree(host, first) && isFree(host, first + 1)) {
                return first;
            }
        }
        throw new IllegalStateException("no two free ports on " + host);
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return udpIsFree(host, tcp.getLocalPort());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The first, even one of {@code count} UDP ports that are free, below those that a bind to port
     * 0 gives away.
     */
    public static int freeRange(String host, int count) {
        for (int i = 0; i < 200; i++) {
            int first = 10000 + 2 * RANDOM.nextInt((32000 - 10000 - count) / 2);
            if (allFree(host, first, count)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free UDP ports on " + host);
    }

    private static boolean allFree(String host, int first, int count) {
        for (int port = first; port < first + count; port++) {
            if (!udpIsFree(host, port)) {
                return false;
            }
        }
        return true;
    }

    private static boolean udpIsFree(String host, int port) {
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(host, port))) {
            return udp.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
