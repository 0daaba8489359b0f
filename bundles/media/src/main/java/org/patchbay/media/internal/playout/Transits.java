package org.patchbay.media.internal.playout;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.media.internal.jitter.DelayEstimator;

/**
 * How long packets are on their way, by each RTP clock that a stream has had: timestamps of two
 * clocks cannot be compared (RFC 7160). As many as the codecs of the house have. Owned by one media
 * loop.
 */
final class Transits {
    private final List<DelayEstimator> made = new ArrayList<>();

    /** Made when a clock comes for the first time. */
    DelayEstimator of(int clockRateHz) {
        for (int i = 0; i < made.size(); i++) {
            if (made.get(i).clockRateHz() == clockRateHz) {
                return made.get(i);
            }
        }
        DelayEstimator first = new DelayEstimator(clockRateHz);
        made.add(first);
        return first;
    }

    void reset() {
        for (int i = 0; i < made.size(); i++) {
            made.get(i).reset();
        }
    }
}
