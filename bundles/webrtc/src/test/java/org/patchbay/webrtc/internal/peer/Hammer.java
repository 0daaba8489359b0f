package org.patchbay.webrtc.internal.peer;

import java.io.IOException;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SessionDescription;

/** A browser that checks one way as fast as it can, with the right name and password. */
public final class Hammer implements AutoCloseable {
    /** Their answers fit where they are waited for. */
    private static final int AT_ONCE = 100;

    private final OneSocket socket;
    private final Thread thread = new Thread(this::run, "peer-hammer");
    private final long from = System.nanoTime();
    private volatile int said;
    private volatile boolean closed;
    private volatile double seconds;

    /**
     * @param theirs the browser's name
     */
    public Hammer(String answer, String theirs) throws IOException {
        IceDtls way = IceDtls.of(SessionDescription.parse(answer));
        int port = way.candidates().get(0).port();
        socket = new OneSocket(port, way.ufrag(), way.pwd()).anew(theirs);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                for (int i = 0; i < AT_ONCE; i++) {
                    socket.check();
                    said++;
                }
                socket.listen();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public int said() {
        return said;
    }

    /** How many were answered, or refused; after the end. */
    public int answered() {
        return socket.answered() + socket.refused();
    }

    public double seconds() {
        return seconds;
    }

    /** Stops; idempotent. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        seconds = (System.nanoTime() - from) / 1e9;
        socket.close();
    }
}
