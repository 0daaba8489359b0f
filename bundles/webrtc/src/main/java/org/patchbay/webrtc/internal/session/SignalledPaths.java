package org.patchbay.webrtc.internal.session;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.media.api.IcePath;
import org.patchbay.media.api.IcePaths;
import org.patchbay.media.api.NoMediaPortException;
import org.patchbay.webrtc.internal.dtls.OwnCertificate;
import org.patchbay.webrtc.internal.ice.IceHost;

/** Paths to browsers for those who bring their descriptions, as SIP does. */
public final class SignalledPaths implements IcePaths {
    private final IceHost host;
    private final OwnCertificate certificate;
    private final Executor patient;
    private final Executor handshakes;
    private final Outbox outbox;
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param patient runs what may wait for ICE
     * @param most paths at once
     */
    public SignalledPaths(
            IceHost host,
            OwnCertificate certificate,
            Executor patient,
            Executor handshakes,
            Outbox outbox,
            int most) {
        this.host = host;
        this.certificate = certificate;
        this.patient = patient;
        this.handshakes = handshakes;
        this.outbox = outbox;
        this.most = most;
    }

    @Override
    public IcePath create(String name, Listener listener) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw new NoMediaPortException(most + " sessions of browsers are open");
        }
        BrowserPath path =
                new BrowserPath(
                        host,
                        certificate,
                        handshakes,
                        outbox,
                        new BrowserPath.Listener() {
                            @Override
                            public void connected() {}

                            @Override
                            public void lost() {
                                listener.lost("no consent");
                            }

                            @Override
                            public void left() {
                                // Its signalling says why, in a moment; else consent ends.
                            }

                            @Override
                            public void failed(String why) {
                                listener.lost(why);
                            }
                        });
        AtomicBoolean given = new AtomicBoolean();
        return new SignalledPath(
                path,
                new Lane(patient),
                () -> {
                    if (given.compareAndSet(false, true)) {
                        open.decrementAndGet();
                    }
                });
    }

    /** How many there are. */
    public int count() {
        return open.get();
    }
}
