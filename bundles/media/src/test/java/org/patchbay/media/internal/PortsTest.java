package org.patchbay.media.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.media.internal.Talks.DEAF;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessions.Request;
import org.patchbay.media.api.NoMediaPortException;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.session.CodecRegistry;
import org.patchbay.testkit.Eventually;

/** Ports come back when sessions end. */
class PortsTest {
    private static final Request REQUEST = new Request("s", "", "", List.of());

    private static CodecRegistry codecs() {
        CodecRegistry codecs = new CodecRegistry();
        codecs.bindCodec(new Pcmu());
        return codecs;
    }

    @Test
    void moreSessionsThanPorts() {
        try (MediaHouse house = new MediaHouse("127.0.0.1", 24000, 24007, 2, false, codecs())) {
            for (int round = 0; round < 50; round++) {
                List<MediaSession> open = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    open.add(house.sessions().create(REQUEST, DEAF));
                }
                assertThrows(
                        NoMediaPortException.class, () -> house.sessions().create(REQUEST, DEAF));
                assertEquals(0, house.snapshot().portPairsFree());
                open.forEach(MediaSession::close);
                Eventually.holds(() -> assertEquals(4, house.snapshot().portPairsFree()));
            }
            assertEquals(0, house.snapshot().sessions());
        }
    }

    @Test
    void aPortThatAnotherProgramHasIsPassedOver() throws Exception {
        try (DatagramSocket other = new DatagramSocket(24_103, InetAddress.getByName("127.0.0.1"));
                MediaHouse house =
                        new MediaHouse("127.0.0.1", 24_100, 24_105, 1, false, codecs())) {
            assertTrue(other.isBound());
            house.sessions().create(REQUEST, DEAF);
            house.sessions().create(REQUEST, DEAF);
            assertThrows(NoMediaPortException.class, () -> house.sessions().create(REQUEST, DEAF));
        }
    }

    @Test
    void closingTheHouseGivesEverythingBack() throws Exception {
        MediaHouse house = new MediaHouse("127.0.0.1", 24_200, 24_203, 2, false, codecs());
        house.sessions().create(REQUEST, DEAF);
        house.sessions().create(REQUEST, DEAF);
        house.close();
        for (int port = 24_200; port <= 24_203; port++) {
            new DatagramSocket(port, InetAddress.getByName("127.0.0.1")).close();
        }
        for (Thread t : Thread.getAllStackTraces().keySet()) {
            assertTrue(!t.getName().startsWith("media-"), t.getName());
        }
    }
}
