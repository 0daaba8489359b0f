package org.patchbay.sip.internal.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamFramerTest {
    private static final String ONE = "OPTIONS x SIP/2.0\r\nContent-Length: 4\r\n\r\nbody";
    private static final String TWO = "OPTIONS y SIP/2.0\r\nl : 0\r\n\r\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void anyCutGivesTheSameMessages() {
        String stream = ONE + "\r\n\r\n" + TWO + "\r\n" + ONE;
        for (int size = 1; size < stream.length(); size++) {
            StreamFramer framer = new StreamFramer(1000);
            List<String> found = new ArrayList<>();
            int pings = 0;
            for (int at = 0; at < stream.length(); at += size) {
                String part = stream.substring(at, Math.min(stream.length(), at + size));
                StreamFramer.Cut cut = framer.add(bytes(part));
                cut.messages().forEach(m -> found.add(new String(m, StandardCharsets.ISO_8859_1)));
                pings += cut.pings();
                assertFalse(cut.broken());
            }
            assertEquals(List.of(ONE, TWO, ONE), found, "chunks of " + size);
            assertEquals(1, pings, "chunks of " + size);
        }
    }

    @Test
    void hostileLengthsBreakTheStreamWithoutMemory() {
        for (String length : List.of("-1", "2000000000", "99999999999999", "x", "", "999")) {
            StreamFramer framer = new StreamFramer(500);
            String head = "INVITE x SIP/2.0\r\nContent-Length: " + length + "\r\n\r\n";
            assertTrue(framer.add(bytes(head)).broken(), length);
        }
        String twice = "INVITE x SIP/2.0\r\nContent-Length: 1\r\nl: 2\r\n\r\n";
        assertTrue(new StreamFramer(500).add(bytes(twice)).broken());
    }

    @Test
    void anEndlessHeadIsNotKept() {
        StreamFramer framer = new StreamFramer(500);
        boolean broken = false;
        for (int i = 0; i < 100 && !broken; i++) {
            broken = framer.add(bytes("X: ".repeat(10))).broken();
        }
        assertTrue(broken);
        assertTrue(framer.add(bytes(ONE)).messages().isEmpty());
    }

    @Test
    void noiseNeverThrows() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            StreamFramer framer = new StreamFramer(300);
            for (int i = 0; i < 5; i++) {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                framer.add(noise);
            }
        }
    }
}
