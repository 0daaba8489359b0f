package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.api.Mix;
import org.patchbay.media.internal.MediaHouse;
import org.patchbay.media.internal.g711.Pcmu;

/** A loop that is woken for packets of a path allocates next to nothing. */
class PathAllocationTest {
    /** What wakes the loop, and what a packet over ports costs. */
    private static final int BYTES_FOR_EACH_PACKET = 64 + 64;

    private static final long BYTES_FOR_SNAPSHOTS = 400 * 2 * 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long allocated() {
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("media-")) {
                sum += threads.getThreadAllocatedBytes(id);
            }
        }
        return sum;
    }

    @Test
    void fewBytesForEachPacket() {
        CodecRegistry codecs = new CodecRegistry();
        codecs.bindCodec(new Pcmu());
        try (MediaHouse house = new MediaHouse("127.0.0.1", 23100, 23199, 1, false, codecs)) {
            PathPeer anna = new PathPeer(new Pcmu(), 0, 700, -15);
            PathPeer ben = new PathPeer(new Pcmu(), 0, 1100, -15).counting();
            anna.counting();
            Mix mix = house.createMix("m");
            mix.join(session(house, anna)).toCompletableFuture().join();
            mix.join(session(house, ben)).toCompletableFuture().join();
            anna.keyed("AES_CM_128_HMAC_SHA1_80");
            ben.keyed("AES_CM_128_HMAC_SHA1_80");
            anna.talk(true);
            ben.talk(true);
            talk(200, anna, ben);
            int before = anna.sent() + ben.sent();
            long from = allocated();
            talk(200, anna, ben);
            long bytes = allocated() - from;
            int packets = anna.sent() + ben.sent() - before;
            assertTrue(packets > 300, "packets " + packets);
            long allowed = BYTES_FOR_SNAPSHOTS + (long) packets * BYTES_FOR_EACH_PACKET;
            assertTrue(bytes <= allowed, bytes + " bytes for " + packets + " packets");
        }
    }

    private static MediaSession session(MediaHouse house, PathPeer peer) {
        MediaSession session =
                house.sessions()
                        .create(
                                new MediaSessions.Request("s", List.of(), peer),
                                new MediaSessions.Listener() {});
        session.propose(peer.offer()).toCompletableFuture().join();
        session.commit().toCompletableFuture().join();
        return session;
    }

    /** So many packets of each, each as long after the last as a browser's. */
    private static void talk(int packets, PathPeer... peers) {
        long next = System.nanoTime();
        for (int i = 0; i < packets; i++) {
            next += 20_000_000L;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            for (PathPeer peer : peers) {
                peer.step(next);
            }
        }
    }
}
