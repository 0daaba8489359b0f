package org.patchbay.webrtc.internal.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StunRateTest {
    private static final long START_MS = 1000;

    private final StunRate rate = new StunRate(START_MS);

    private static int heard(StunRate.Source source, int said, long nowMs) {
        int heard = 0;
        for (int i = 0; i < said; i++) {
            heard += source.admits(nowMs) ? 1 : 0;
        }
        return heard;
    }

    private List<StunRate.Source> sources(int count) {
        List<StunRate.Source> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(rate.source(START_MS));
        }
        return all;
    }

    /** By four ways at once: each checked every 20 ms, and as many checks of ours answered. */
    @Test
    void aBrowserThatLooksForAWayIsAlwaysHeard() {
        List<StunRate.Source> ways = sources(4);
        for (long ms = 0; ms < 10_000; ms += 20) {
            for (StunRate.Source way : ways) {
                assertEquals(2, heard(way, 2, START_MS + ms));
            }
        }
    }

    @Test
    void oneAddressIsHeardSoOftenAtOnceAndASecond() {
        StunRate.Source flood = rate.source(START_MS);
        assertEquals(StunRate.OF_SOURCE.atOnce(), heard(flood, 10_000, START_MS));
        assertEquals(0, heard(flood, 10_000, START_MS));
        assertEquals(StunRate.OF_SOURCE.perSecond(), heard(flood, 10_000, START_MS + 1000));
        assertEquals(StunRate.OF_SOURCE.atOnce(), heard(flood, 10_000, START_MS + 60_000));
    }

    @Test
    void allTogetherAreHeardSoOftenToo() {
        List<StunRate.Source> floods = sources(16);
        long most =
                StunRate.OF_SESSION.perSecond() * 10
                        + StunRate.OF_SESSION.atOnce()
                        + 16 * (StunRate.ASSURED.perSecond() * 10 + StunRate.ASSURED.atOnce());
        long heard = 0;
        for (long ms = 0; ms <= 10_000; ms += 10) {
            for (StunRate.Source flood : floods) {
                heard += heard(flood, 10, START_MS + ms);
            }
        }
        assertTrue(heard <= most, heard + " of " + most);
    }

    @Test
    void whoSaysLittleIsHeardWhateverOthersSay() {
        List<StunRate.Source> floods = sources(15);
        StunRate.Source browser = rate.source(START_MS);
        for (long ms = 0; ms < 10_000; ms += 50) {
            for (StunRate.Source flood : floods) {
                heard(flood, 100, START_MS + ms);
            }
            assertEquals(1, heard(browser, 1, START_MS + ms), "after " + ms);
        }
    }

    @Test
    void aClockThatStandsOrGoesBackGivesNothing() {
        StunRate.Source flood = rate.source(START_MS);
        heard(flood, 10_000, START_MS);
        assertEquals(0, heard(flood, 10, START_MS - 500));
    }
}
