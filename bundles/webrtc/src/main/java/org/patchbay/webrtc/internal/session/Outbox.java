package org.patchbay.webrtc.internal.session;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that sends what media loops have for browsers: a loop must not wait for a socket. They
 * meet without locks.
 */
public final class Outbox implements AutoCloseable {
    private final ConcurrentLinkedQueue<OutRing> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "blocking-webrtc-out");
    private volatile boolean closed;

    public Outbox() {
        thread.setDaemon(true);
        thread.start();
    }

    /** There is something in it. Any thread; never blocks. */
    void ready(OutRing ring) {
        waiting.add(ring);
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            OutRing ring = waiting.poll();
            if (ring == null) {
                LockSupport.park(this);
            } else {
                ring.flush();
            }
        }
    }

    /** Ends the thread. Waits for it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
