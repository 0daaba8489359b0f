package org.patchbay.sip.internal.dns;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.Message;
import org.xbill.DNS.io.IoClientFactory;
import org.xbill.DNS.io.TcpIoClient;
import org.xbill.DNS.io.UdpIoClient;

/**
 * Carries questions on the thread that asks, which may wait. The library's own way would leave
 * threads behind that hold on to the bundle for ever. Each question has a socket, and so a random
 * port, of its own (RFC 5452 §9.2).
 */
final class SocketIo implements IoClientFactory, UdpIoClient, TcpIoClient {
    @Override
    public UdpIoClient createOrGetUdpClient() {
        return this;
    }

    @Override
    public TcpIoClient createOrGetTcpClient() {
        return this;
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceiveUdp(
            InetSocketAddress local,
            InetSocketAddress remote,
            Message query,
            byte[] data,
            int max,
            Duration timeout) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(remote); // datagrams of others do not arrive
            socket.setSoTimeout((int) timeout.toMillis());
            socket.send(new DatagramPacket(data, data.length));
            DatagramPacket answer = new DatagramPacket(new byte[max], max);
            socket.receive(answer);
            return CompletableFuture.completedFuture(
                    Arrays.copyOf(answer.getData(), answer.getLength()));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<byte[]> sendAndReceiveTcp(
            InetSocketAddress local,
            InetSocketAddress remote,
            Message query,
            byte[] data,
            Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(remote, (int) timeout.toMillis());
            long until = System.nanoTime() + timeout.toNanos();
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] framed = new byte[data.length + 2];
            framed[0] = (byte) (data.length >> 8);
            framed[1] = (byte) data.length;
            System.arraycopy(data, 0, framed, 2, data.length);
            out.write(framed);
            byte[] length = read(socket, 2, until);
            int octets = (length[0] & 0xff) << 8 | length[1] & 0xff;
            return CompletableFuture.completedFuture(read(socket, octets, until));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whole, and in time: one octet now and then would hold the thread for as long as it likes. */
    private static byte[] read(Socket socket, int octets, long until) throws IOException {
        byte[] bytes = new byte[octets];
        int have = 0;
        while (have < octets) {
            long leftMs = (until - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new SocketTimeoutException("it drips");
            }
            socket.setSoTimeout((int) leftMs);
            int more = socket.getInputStream().read(bytes, have, octets - have);
            if (more < 0) {
                throw new EOFException("it ends within an answer");
            }
            have += more;
        }
        return bytes;
    }
}
