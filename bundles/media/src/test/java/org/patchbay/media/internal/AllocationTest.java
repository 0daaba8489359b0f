package org.patchbay.media.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.media.internal.Talks.DEAF;
import static org.patchbay.media.internal.Talks.done;
import static org.patchbay.media.internal.Talks.hear;
import static org.patchbay.media.internal.Talks.session;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.Mix;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.session.CodecRegistry;
import org.patchbay.media.internal.srtp.Keys;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.CryptoSuite;

/** Once calls run, a media loop allocates nothing for packets and frames. */
class AllocationTest {
    /** Snapshots are made twice a second for each session; nothing else may cost anything. */
    private static final long BYTES_FOR_EACH_SNAPSHOT = 400;

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

    private static CodecFactory wide() {
        return new CodecStandIn("wide", 48_000, 48_000);
    }

    @Test
    void nothingForPacketsAndFrames() throws Exception {
        CodecRegistry codecs = new CodecRegistry();
        codecs.bindCodec(new Pcmu());
        codecs.bindCodec(new Pcma());
        List<VirtualPhone> phones = new ArrayList<>();
        try (MediaHouse house = new MediaHouse("127.0.0.1", 23000, 23099, 1, false, codecs)) {
            Mix relay = house.createMix("relay");
            Mix room = house.createMix("room");
            for (int i = 0; i < 5; i++) {
                VirtualPhone phone =
                        i % 2 == 0
                                ? new VirtualPhone(new Pcmu(), 0, 500 + 100 * i, -20)
                                : new VirtualPhone(new Pcma(), 8, 500 + 100 * i, -20);
                phones.add(phone.wants(i < 3 ? 20 : 10 * i));
                MediaSession session = session(house, "s" + i, phone);
                done((i == 0 || i == 2 ? relay : room).join(session));
                phone.talk(true);
            }
            assertAllocatesNothing(phones);
        } finally {
            phones.forEach(VirtualPhone::close);
        }
    }

    @Test
    void nothingForPeersThatAlternateTheirPayloadTypes() throws Exception {
        CodecRegistry codecs = new CodecRegistry();
        codecs.bindCodec(new Pcmu());
        codecs.bindCodec(wide());
        AudioFormat wide = AudioFormat.of(98, "wide", 48_000);
        List<VirtualPhone> phones = new ArrayList<>();
        try (MediaHouse house = new MediaHouse("127.0.0.1", 23000, 23099, 1, false, codecs)) {
            Mix relay = house.createMix("relay");
            Mix room = house.createMix("room");
            for (int i = 0; i < 5; i++) {
                VirtualPhone phone = new VirtualPhone(new Pcmu(), 0, 500 + 100 * i, -20);
                phones.add(phone);
                MediaSession session = session(house, "s" + i, phone, DEAF, wide);
                done((i < 2 ? relay : room).join(session));
                phone.alternate(wide(), 98);
                phone.talk(true);
            }
            assertAllocatesNothing(phones);
        } finally {
            phones.forEach(VirtualPhone::close);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AES_CM_128_HMAC_SHA1_80, 200",
        "AES_CM_128_HMAC_SHA1_32, 200",
        "AEAD_AES_128_GCM, 3000",
        "AEAD_AES_256_GCM, 3000",
    })
    void fewBytesForProtectedPackets(CryptoSuite suite, int most) throws Exception {
        CodecRegistry codecs = new CodecRegistry();
        codecs.bindCodec(new Pcmu());
        List<VirtualPhone> phones = new ArrayList<>();
        try (MediaHouse house = new MediaHouse("127.0.0.1", 23000, 23099, 1, false, codecs)) {
            Mix relay = house.createMix("relay");
            Mix room = house.createMix("room");
            for (int i = 0; i < 5; i++) {
                VirtualPhone phone = new VirtualPhone(new Pcmu(), 0, 500 + 100 * i, -20);
                phones.add(phone.secured(Keys.local(suite, i, true)));
                MediaSession session =
                        session(house, "s" + i, phone, new MediaKeying.Sdes(true), DEAF);
                done((i < 2 ? relay : room).join(session));
                phone.talk(true);
            }
            assertAllocates(phones, most);
        } finally {
            phones.forEach(VirtualPhone::close);
        }
    }

    private void assertAllocatesNothing(List<VirtualPhone> phones) {
        assertAllocates(phones, 0);
    }

    /** Each packet that is heard was opened once and sealed once. */
    private void assertAllocates(List<VirtualPhone> phones, int bytesForEachPacket) {
        hear(phones.get(1), 100);
        int packets = heard(phones);
        long nanos = System.nanoTime();
        long before = allocated();
        hear(phones.get(1), 100);
        long bytes = allocated() - before;
        double seconds = (System.nanoTime() - nanos) / 1e9;
        packets = heard(phones) - packets;
        long allowed =
                (long) (BYTES_FOR_EACH_SNAPSHOT * 5 * (2 * seconds + 1))
                        + (long) packets * bytesForEachPacket;
        System.out.println(
                bytes + " bytes for " + packets + " packets, snapshots may take " + allowed);
        assertTrue(packets > 300);
        assertTrue(bytes <= allowed, bytes + " bytes for " + packets + " packets");
    }

    private static int heard(List<VirtualPhone> phones) {
        return phones.stream().mapToInt(p -> p.heard().size()).sum();
    }
}
