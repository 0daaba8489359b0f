package org.patchbay.webrtc.internal.session;

import java.io.IOException;
import java.util.Objects;
import org.patchbay.media.api.MediaPath.Inlet;
import org.patchbay.webrtc.internal.dtls.DtlsKeys;
import org.patchbay.webrtc.internal.srtp.Protection;

/** The packets of one session between the media engine, where they are plain, and its way. */
final class SrtpFlow {
    /** What really sends. */
    interface Wire {
        void send(byte[] packet, int offset, int length) throws IOException;
    }

    private final Protection protection = new Protection(() -> System.nanoTime() / 1_000_000);
    private final OutRing out;
    private final Wire wire;
    private volatile Inlet inlet;

    SrtpFlow(Outbox outbox, Wire wire) {
        this.wire = wire;
        out = new OutRing(outbox, this::protect);
    }

    void open(Inlet where) {
        inlet = Objects.requireNonNull(where);
    }

    /** False while there is nobody to hand packets to. */
    boolean keyed(DtlsKeys keys) {
        if (inlet == null) {
            return false;
        }
        protection.keyed(keys);
        return true;
    }

    /** On the media loop. */
    boolean send(byte[] packet, int length) {
        return out.put(packet, length);
    }

    /** On the outbox. */
    private boolean protect(byte[] packet, int length) throws IOException {
        int sealed = protection.seal(packet, length);
        if (sealed >= 0) {
            wire.send(packet, 0, sealed);
        }
        return sealed >= 0;
    }

    /** Something came, and is opened where it lies. */
    void came(byte[] data, int offset, int length) {
        Inlet to = inlet;
        if (to == null) {
            return;
        }
        int plain = protection.open(data, offset, length);
        if (plain >= 0) {
            to.packet(data, offset, plain);
        }
    }

    String suite() {
        return protection.suite();
    }

    long refused() {
        return protection.refused();
    }
}
