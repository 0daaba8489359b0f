package org.patchbay.codec.opus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusPacketTest {
    /** First byte: config (5 bits), stereo, code (2 bits). Then voice flags, LBRR flag, … */
    @ParameterizedTest
    @CsvSource({
        "08 40, true, SILK NB 20 ms: the second bit",
        "08 80, false, voice without redundancy",
        "00 40, true, 10 ms has one voice flag too",
        "10 40, false, 40 ms: that is the second voice flag",
        "10 20, true, 40 ms",
        "18 10, true, 60 ms",
        "60 40, true, hybrid 10 ms",
        "68 40, true, hybrid 20 ms",
        "80 FF, false, CELT has none",
        "0C 10, true, stereo: of the side channel",
        "0C 20, false, stereo: voice flag of the side channel",
        "09 40 00, true, two frames of one length",
        "0A 01 40 00, true, two frames of two lengths",
        "0A FC 01 40 00, true, a length of two bytes",
        "0B 02 40 00, true, code 3 with constant length",
        "0B 82 01 40 00, true, code 3 with variable length",
        "0B 42 01 40 00, true, code 3 with padding",
        "0B 42 FF FF FF, false, padding without end",
        "0B BF FF FF FF, false, lengths without end",
        "0A FF, false, length without its second byte",
        "08, false, nothing but the first byte",
    })
    void findsTheRedundancyFlag(String hex, boolean redundant, String why) {
        byte[] packet = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] moved = new byte[packet.length + 3];
        System.arraycopy(packet, 0, moved, 3, packet.length);
        assertEquals(redundant, OpusPacket.repeatsLastFrame(moved, 3, packet.length), why);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 480, SILK NB 10 ms",
        "08, 960, SILK NB 20 ms",
        "10, 1920, SILK NB 40 ms",
        "58, 2880, SILK WB 60 ms",
        "60, 480, hybrid 10 ms",
        "78, 960, hybrid 20 ms",
        "80, 120, CELT 2.5 ms",
        "F8, 960, CELT 20 ms",
        "FC, 960, stereo",
        "F9 00, 1920, two frames",
        "FA 01 00, 1920, two frames of two lengths",
        "63 03 00, 1440, three of 10 ms",
        "1B 02, 5760, two of 60 ms",
        "1B 03, 0, longer than 120 ms",
        "FB 00, 0, no frame",
        "FB, 0, count is missing",
        "'', 0, nothing",
    })
    void knowsItsLength(String hex, int samples, String why) {
        byte[] packet = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] moved = new byte[packet.length + 3];
        System.arraycopy(packet, 0, moved, 3, packet.length);
        assertEquals(samples, OpusPacket.samples(moved, 3, packet.length), why);
    }
}
