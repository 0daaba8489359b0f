package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.DatagramPacket;
import org.ice4j.ice.CandidatePair;
import org.ice4j.socket.IceSocketWrapper;

/** Over TCP (RFC 6544) nobody pushes what came: a thread for each such leg reads it. */
final class TcpReader implements Runnable {
    private final IceSocketWrapper socket;
    private final IceLink.Listener listener;
    private volatile boolean closed;

    private TcpReader(IceSocketWrapper socket, IceLink.Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    /** Null where there is nothing to read. */
    static TcpReader start(CandidatePair pair, IceLink.Listener listener) {
        IceSocketWrapper socket = pair.getIceSocketWrapper();
        if (socket == null) {
            return null;
        }
        TcpReader reader = new TcpReader(socket, listener);
        Thread thread = new Thread(reader, "blocking-webrtc-tcp");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    @Override
    public void run() {
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

    void close() {
        closed = true;
        socket.close();
    }
}
