package org.patchbay.webrtc.internal.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.sdp.Fingerprint;

/** Two ends of one association, here. */
class ClosedDtlsLinkTest {
    private final OwnCertificate certificate = OwnCertificate.make(Instant.now());
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Held held = new Held();
    private final CountDownLatch keyed = new CountDownLatch(2);
    private final DtlsLink[] ends = new DtlsLink[2];
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean cut;

    /** Runs what it is given, or keeps it until the test runs it. */
    private final class Held implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean holds;

        @Override
        public synchronized void execute(Runnable task) {
            if (holds) {
                tasks.add(task);
            } else {
                pool.execute(task);
            }
        }

        synchronized void hold() {
            holds = true;
        }

        synchronized Runnable next() {
            return tasks.poll();
        }

        synchronized int waiting() {
            return tasks.size();
        }
    }

    private final class Listener implements DtlsLink.Listener {
        @Override
        public void keyed(DtlsKeys keys) {
            keyed.countDown();
        }

        @Override
        public void failed(String why) {}

        @Override
        public void closed() {
            ended.countDown();
        }
    }

    /** Closes its end as soon as that has keys. */
    private final class Hasty implements DtlsLink.Listener {
        @Override
        public void keyed(DtlsKeys keys) {
            ends[0].close();
        }

        @Override
        public void failed(String why) {}

        @Override
        public void closed() {}
    }

    private void carry(int to, byte[] packet, int offset, int length) {
        if (!cut) {
            ends[to].packet(packet, offset, length);
        }
    }

    private void begin(DtlsLink.Listener first) {
        ends[0] = new DtlsLink((p, o, n) -> carry(1, p, o, n), first, held);
        ends[1] = new DtlsLink((p, o, n) -> carry(0, p, o, n), new Listener(), held);
        List<Fingerprint> own = List.of(certificate.fingerprint());
        ends[0].begin(certificate, own, false);
        ends[1].begin(certificate, own, true);
    }

    private void establish() throws InterruptedException {
        begin(new Listener());
        assertTrue(keyed.await(20, TimeUnit.SECONDS));
        pool.shutdown(); // whatever is still to be read, is
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    /** What came before the end and was not read yet keeps no thread busy for ever. */
    @Test
    void oneThatIsClosedReadsNoMore() throws InterruptedException {
        establish();
        held.hold();
        cut = true;
        ends[0].packet(new byte[] {23, 1, 2, 3}, 0, 4);
        assertEquals(1, held.waiting());
        ends[0].close();
        held.next().run();
        assertEquals(0, held.waiting());
    }

    /** The peer may have its keys already, and would wait for us until consent is lost. */
    @Test
    void oneThatIsClosedAsSoonAsItHasKeysSaysSo() throws InterruptedException {
        begin(new Hasty());
        assertTrue(ended.await(20, TimeUnit.SECONDS));
    }
}
