package org.patchbay.webrtc.internal.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.sdp.Fingerprint;
import org.patchbay.testkit.Eventually;

/** Peers with whom a handshake comes to nothing. */
@Tag("waits")
class DtlsLinkTest {
    private static final OwnCertificate CERTIFICATE = OwnCertificate.make(Instant.now());
    private static final List<Fingerprint> NOBODY =
            List.of(Fingerprint.of("sha-256", new byte[] {1}));

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(8, 8, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private DtlsLink link() {
        return new DtlsLink(
                (packet, offset, length) -> sent.incrementAndGet(),
                new DtlsLink.Listener() {
                    @Override
                    public void keyed(DtlsKeys keys) {
                        told.add("keyed");
                    }

                    @Override
                    public void failed(String why) {
                        told.add("failed");
                    }

                    @Override
                    public void closed() {
                        told.add("closed");
                    }
                },
                threads);
    }

    private static byte[] nonsense(Random random) {
        byte[] packet = new byte[13 + random.nextInt(200)];
        random.nextBytes(packet);
        packet[0] = (byte) (20 + random.nextInt(4));
        packet[1] = (byte) 0xFE;
        packet[2] = (byte) 0xFD;
        packet[3] = 0; // the first epoch, as before any keys
        packet[4] = 0;
        packet[11] = (byte) (packet.length - 13 >> 8);
        packet[12] = (byte) (packet.length - 13);
        return packet;
    }

    /** One who says nothing, and one who says nonsense and never stops. */
    @Test
    void itEndsAndGivesItsThreadBack() {
        List<DtlsLink> links = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            links.add(link());
            links.get(i).begin(CERTIFICATE, NOBODY, i % 2 == 0);
        }
        Random random = new Random(1);
        Eventually.holds(() -> assertEquals(4, threads.getActiveCount()));
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> {
                    links.get(0).packet(nonsense(random), 0, 13);
                    links.get(1).packet(nonsense(random), 0, 13);
                    byte[] one = nonsense(random);
                    links.get(0).packet(one, 0, one.length);
                    links.get(1).packet(one, 0, one.length);
                    assertEquals(List.of("failed", "failed", "failed", "failed"), told);
                });
        Eventually.holds(() -> assertEquals(0, threads.getActiveCount()));
        assertTrue(sent.get() < 200, sent + " packets for nobody");
    }

    @Test
    void itEndsWithTheSession() {
        DtlsLink link = link();
        link.begin(CERTIFICATE, NOBODY, true);
        Eventually.holds(() -> assertTrue(sent.get() > 0));
        link.close();
        Eventually.holds(Duration.ofSeconds(5), () -> assertEquals(0, threads.getActiveCount()));
        assertEquals(List.of(), told, "who has closed it need not be told");
    }
}
