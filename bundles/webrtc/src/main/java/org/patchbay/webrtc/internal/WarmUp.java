package org.patchbay.webrtc.internal;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.sdp.Fingerprint;
import org.patchbay.webrtc.internal.dtls.DtlsKeys;
import org.patchbay.webrtc.internal.dtls.DtlsLink;
import org.patchbay.webrtc.internal.dtls.OwnCertificate;
import org.patchbay.webrtc.internal.ice.IceHost;
import org.patchbay.webrtc.internal.ice.IceLink;
import org.patchbay.webrtc.internal.ice.Visitor;
import org.patchbay.webrtc.internal.srtp.Protection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits to our own port, handshakes with ourselves, packets under their keys, and pages that come
 * and go: classes and ciphers are there then, and have run.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** What ran once still runs slowly. */
    private static final int ROUNDS = 3;

    /** Of a packet, as the usual one of audio. */
    private static final int LENGTH = 172;

    private final IceHost ice;
    private final OwnCertificate certificate;
    private final Executor handshakes;
    private final BrowserPhones phones;

    WarmUp(IceHost ice, OwnCertificate certificate, Executor handshakes, BrowserPhones phones) {
        this.ice = ice;
        this.certificate = certificate;
        this.handshakes = handshakes;
        this.phones = phones;
    }

    void run() {
        try {
            meet();
            for (int i = 0; i < ROUNDS; i++) {
                handshake();
            }
            int pages = 0;
            while (pages < ROUNDS && FirstPage.comesAndGoes(phones, certificate.fingerprint())) {
                pages++;
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOG.warn("the first call of a browser will be slow", e);
        }
    }

    private void meet() throws IOException, InterruptedException {
        CountDownLatch met = new CountDownLatch(1);
        IceLink link = IceLink.open(ice, false, new Way(met));
        try (Visitor visitor = Visitor.of(link)) {
            if (!met.await(2, TimeUnit.SECONDS)) {
                LOG.warn("we do not reach our own port for browsers");
            }
        } finally {
            link.free();
        }
    }

    private record Way(CountDownLatch found) implements IceLink.Listener {
        @Override
        public void connected() {
            found.countDown();
        }

        @Override
        public void lost() {}

        @Override
        public void packet(byte[] data, int offset, int length) {}
    }

    private void handshake() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(2);
        Queue<DtlsKeys> keys = new ConcurrentLinkedQueue<>();
        DtlsLink.Listener listener = new Listener(keys, done);
        DtlsLink[] ends = new DtlsLink[2];
        ends[0] = new DtlsLink((p, o, n) -> ends[1].packet(p, o, n), listener, handshakes);
        ends[1] = new DtlsLink((p, o, n) -> ends[0].packet(p, o, n), listener, handshakes);
        List<Fingerprint> own = List.of(certificate.fingerprint());
        ends[0].begin(certificate, own, false);
        ends[1].begin(certificate, own, true);
        if (done.await(10, TimeUnit.SECONDS)) {
            protect(keys.remove());
        } else {
            LOG.warn("the handshake with ourselves did not end");
        }
        ends[0].close();
        ends[1].close();
    }

    private static void protect(DtlsKeys ofOne) {
        Protection one = new Protection(() -> 0);
        Protection other = new Protection(() -> 0);
        one.keyed(ofOne);
        other.keyed(new DtlsKeys(ofOne.theirs(), ofOne.ours()));
        for (byte type : new byte[] {0, (byte) 200}) {
            byte[] packet = new byte[LENGTH + Protection.ROOM];
            packet[0] = (byte) 0x80;
            packet[1] = type;
            if (other.open(packet, 0, one.seal(packet, LENGTH)) != LENGTH) {
                LOG.warn("what we protect for ourselves is not genuine");
            }
        }
    }

    private record Listener(Queue<DtlsKeys> keys, CountDownLatch done)
            implements DtlsLink.Listener {
        @Override
        public void keyed(DtlsKeys agreed) {
            keys.add(agreed);
            done.countDown();
        }

        @Override
        public void failed(String why) {
            LOG.warn("the handshake with ourselves failed: {}", why);
        }

        @Override
        public void closed() {}
    }
}
