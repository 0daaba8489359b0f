package org.patchbay.codec.opus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusParametersTest {
    @Test
    void readsWhatThePeerAsks() {
        OpusParameters p =
                OpusParameters.read(
                        " maxplaybackrate=16000; MaxAverageBitrate = 20000;useinbandfec=1;"
                                + "usedtx=1;cbr=1;stereo=1;unknown;=5;;");
        assertEquals(20_000, p.maxBitrate());
        assertEquals(1103, p.bandwidth());
        assertTrue(p.inBandFec() && p.dtx() && p.constantBitrate());
        OpusParameters nothing = OpusParameters.read("");
        assertEquals(510_000, nothing.maxBitrate());
        assertEquals(1105, nothing.bandwidth());
        assertFalse(nothing.inBandFec() || nothing.dtx() || nothing.constantBitrate());
    }

    @ParameterizedTest
    @CsvSource({
        "maxaveragebitrate=5999",
        "maxaveragebitrate=510001",
        "maxaveragebitrate=-20000",
        "maxaveragebitrate=99999999999999999999",
        "maxaveragebitrate=20000x",
        "maxaveragebitrate=",
        "maxaveragebitrate",
        "xmaxaveragebitrate=20000",
        "useinbandfec=2",
        "usedtx=true",
        "cbr=-1",
        "maxplaybackrate=0",
        "maxplaybackrate=96000",
    })
    void hostileValuesAreAsIfTheyWereNotThere(String fmtp) {
        assertEquals(OpusParameters.read(""), OpusParameters.read(fmtp));
    }

    @Test
    void aVeryLongValueIsNotReadAtAll() {
        assertEquals(
                OpusParameters.read(""),
                OpusParameters.read("useinbandfec=1;" + "x=1;".repeat(400)));
    }

    @ParameterizedTest
    @CsvSource({"8000,1101", "8001,1102", "12000,1102", "16000,1103", "24000,1104", "48000,1105"})
    void bandwidthIsWhatThePeerCanPlay(int rateHz, int bandwidth) {
        assertEquals(bandwidth, OpusParameters.read("maxplaybackrate=" + rateHz).bandwidth());
    }
}
