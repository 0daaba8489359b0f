package org.patchbay.sip.internal.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * TLS of one connection: records in, plain bytes out, and the other way round. The selector's
 * thread reads, calls' threads write; each has it for itself.
 */
public final class TlsLink {
    /** What may wait for the end of a handshake. */
    private static final int MOST_WAITING = 256 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final Wire wire;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private byte[] rest = new byte[0];
    private boolean begun;
    private boolean secured;
    private boolean ended;

    /** Where records go, in their order. It must not block. */
    public interface Wire {
        void send(byte[] record) throws IOException;
    }

    public TlsLink(SSLEngine engine, Wire wire) {
        this.engine = engine;
        this.wire = wire;
    }

    /**
     * Takes what came.
     *
     * @return what it says, as far as it is complete
     * @throws IOException where the far side is not who it must be, or does not speak TLS
     */
    public synchronized byte[] received(byte[] bytes) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(joined(rest, bytes));
        try {
            begin();
            turn(in, plain);
            rest = Arrays.copyOfRange(in.array(), in.position(), in.limit());
            flush();
        } catch (SSLException e) {
            sayWhy();
            throw e;
        }
        return plain.toByteArray();
    }

    /** Sends, as soon as the handshake is over. */
    public synchronized void send(byte[] plain) throws IOException {
        if (ended) {
            throw new IOException("the far side has ended TLS");
        }
        if (secured) {
            wrapAll(ByteBuffer.wrap(plain));
            return;
        }
        waitingBytes += plain.length;
        if (waitingBytes > MOST_WAITING) {
            throw new IOException("too much waits for a handshake");
        }
        waiting.add(plain);
        begin();
        turn(NOTHING.duplicate(), new ByteArrayOutputStream());
        flush();
    }

    /** Whether the handshake is over, and with it every doubt about the far side. */
    public synchronized boolean isSecured() {
        return secured;
    }

    /** Whether nothing comes any more. */
    public synchronized boolean isEnded() {
        return ended;
    }

    private void begin() throws SSLException {
        if (!begun) {
            begun = true;
            engine.beginHandshake();
        }
    }

    private void flush() throws IOException {
        while (secured && !waiting.isEmpty()) {
            byte[] next = waiting.remove();
            waitingBytes -= next.length;
            wrapAll(ByteBuffer.wrap(next));
        }
    }

    /** Goes on until the far side has to say something. */
    private void turn(ByteBuffer in, ByteArrayOutputStream plain) throws IOException {
        boolean goesOn = true;
        while (goesOn && !ended) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                if (secured) {
                    // TLS 1.2: it would cost us more than the far side, as often as it likes
                    throw new SSLException("a handshake is not done again");
                }
                runTasks();
            } else if (status == HandshakeStatus.NEED_WRAP) {
                goesOn = wrap(NOTHING.duplicate());
            } else {
                goesOn = in.hasRemaining() && unwrap(in, plain);
            }
        }
    }

    /** Signatures and certificates, a millisecond or two: the selector can wait as long. */
    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private boolean unwrap(ByteBuffer in, ByteArrayOutputStream plain) throws SSLException {
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        SSLEngineResult result = engine.unwrap(in, out);
        note(result);
        plain.write(out.array(), 0, out.position());
        if (result.getStatus() == Status.CLOSED) {
            ended = true;
        } else if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("a record larger than allowed");
        }
        boolean progress =
                result.bytesConsumed() > 0
                        || result.bytesProduced() > 0
                        || engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK
                        || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
        return result.getStatus() == Status.OK && progress;
    }

    private void wrapAll(ByteBuffer plain) throws IOException {
        while (plain.hasRemaining()) {
            if (!wrap(plain)) {
                throw new IOException("TLS is closed");
            }
        }
    }

    /** One record; false where there is none any more. */
    private boolean wrap(ByteBuffer plain) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(plain, out);
        note(result);
        if (out.position() > 0) {
            wire.send(Arrays.copyOf(out.array(), out.position()));
        }
        return result.getStatus() == Status.OK;
    }

    private void note(SSLEngineResult result) {
        secured |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    }

    /** The alert that the engine has ready for the far side. */
    private void sayWhy() {
        try {
            for (int i = 0;
                    i < 3 && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
                    i++) {
                wrap(NOTHING.duplicate());
            }
        } catch (IOException e) {
            // it is over in any case
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
