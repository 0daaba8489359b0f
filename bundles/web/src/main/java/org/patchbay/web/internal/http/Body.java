package org.patchbay.web.internal.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body as it comes, no further than it may be long: no thread waits for it. The server calls one
 * method at a time, but for {@link #refuse}.
 */
final class Body implements ReadListener {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_FORGOTTEN_BYTES = 1 << 20;

    private final ServletInputStream in;
    private final Bodies.Then then;
    private final AtomicBoolean done = new AtomicBoolean();
    private final byte[] part = new byte[8192];
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long all;

    /**
     * @param then told once, of the whole or of why there is none
     */
    Body(ServletInputStream in, Bodies.Then then) {
        this.in = in;
        this.then = then;
    }

    /**
     * What is too long is read on for a while and forgotten: who is cut off in the midst of sending
     * does not hear why.
     */
    @Override
    public void onDataAvailable() throws IOException {
        while (!done.get() && in.isReady() && !in.isFinished()) {
            int n = in.read(part);
            if (n < 0) {
                return;
            }
            all += n;
            if (kept.size() <= MOST_BYTES) {
                kept.write(part, 0, n);
            }
            if (all > MOST_FORGOTTEN_BYTES) {
                refuse(Problem.of(Problem.Kind.TOO_LARGE, "a body of more than a megabyte"));
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        byte[] bytes = kept.toByteArray();
        kept = null;
        if (bytes.length > MOST_BYTES) {
            then.refused(
                    Problem.of(
                            Problem.Kind.TOO_LARGE, "a body has at most " + MOST_BYTES + " bytes"),
                    true);
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            then.refused(Problem.of(Problem.Kind.BAD_REQUEST, "the body is not UTF-8"), true);
            return;
        }
        then.read(text);
    }

    @Override
    public void onError(Throwable cause) {
        refuse(Problem.of(Problem.Kind.BAD_REQUEST, "the body broke off"));
    }

    /** Whatever has come or will come of it is forgotten. Any thread. */
    void refuse(Problem why) {
        if (done.compareAndSet(false, true)) {
            then.refused(why, false);
        }
    }
}
