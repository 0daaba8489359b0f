package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.DatagramPacket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.ice4j.ice.CandidatePair;
import org.ice4j.socket.IceSocketWrapper;

/**
 * The way of one leg over TCP (RFC 6544): nobody pushes what came, and a browser that reads nothing
 * makes a send wait. So each such leg has two threads of its own.
 */
final class TcpWay {
    private static final int MOST_WAITING = 64;

    private final IceSocketWrapper socket;
    private final IceLink.Listener listener;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread reader = new Thread(this::read, "blocking-webrtc-tcp-in");
    private final Thread writer = new Thread(this::write, "blocking-webrtc-tcp-out");
    private volatile boolean closed;

    private TcpWay(IceSocketWrapper socket, IceLink.Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    /** Null where there is nothing to read. */
    static TcpWay open(CandidatePair pair, IceLink.Listener listener) {
        IceSocketWrapper socket = pair.getIceSocketWrapper();
        if (socket == null) {
            return null;
        }
        TcpWay way = new TcpWay(socket, listener);
        way.reader.setDaemon(true);
        way.writer.setDaemon(true);
        way.reader.start();
        way.writer.start();
        return way;
    }

    private void read() {
        byte[] data = new byte[2048];
        DatagramPacket packet = new DatagramPacket(data, data.length);
        while (!closed) {
            try {
                packet.setData(data);
                socket.receive(packet);
                listener.packet(packet.getData(), packet.getOffset(), packet.getLength());
            } catch (IOException e) {
                return;
            }
        }
    }

    private void write() {
        try {
            while (!closed) {
                byte[] data = waiting.take();
                socket.send(new DatagramPacket(data, data.length));
            }
        } catch (InterruptedException | IOException e) {
            // closed, by us or by the browser: consent says when that is the end
        }
    }

    /** False where too many wait already. */
    boolean send(byte[] data, int offset, int length) {
        return waiting.offer(Arrays.copyOfRange(data, offset, offset + length));
    }

    void close() {
        closed = true;
        socket.close();
        writer.interrupt();
    }
}
