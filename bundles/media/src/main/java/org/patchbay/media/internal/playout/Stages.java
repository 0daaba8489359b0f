package org.patchbay.media.internal.playout;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.media.internal.resample.Resampler;
import org.patchbay.media.internal.resample.Resamplers;

/**
 * What comes after the decoder, for one audio rate. Made when a rate comes for the first time and
 * kept, so that a peer which goes to and fro between its payload types costs nothing new. Owned by
 * one media loop.
 */
final class Stages {
    private static final int FIFO_MS = 180;

    final int rateHz;
    final SampleFifo fifo;
    final TimeStretch stretch;
    final Gap gap;

    private Stages(int rateHz) {
        this.rateHz = rateHz;
        this.fifo = new SampleFifo(rateHz / 1000 * FIFO_MS);
        this.stretch = new TimeStretch(rateHz);
        this.gap = new Gap(rateHz);
    }

    /** Those of all rates that came so far: as many as the codecs of the house have. */
    static final class ByRate {
        private final List<Stages> made = new ArrayList<>();
        private final Resamplers resamplers;
        private Stages current;

        ByRate(Resamplers resamplers) {
            this.resamplers = resamplers;
        }

        /** Goes on at that rate; what waits is brought along. */
        Stages at(int rateHz) {
            if (current != null && current.rateHz == rateHz) {
                return current;
            }
            Stages next = find(rateHz);
            if (current != null) {
                next.takeOver(current, resamplers.between(current.rateHz, rateHz));
            }
            current = next;
            return next;
        }

        private Stages find(int rateHz) {
            for (int i = 0; i < made.size(); i++) {
                Stages known = made.get(i);
                if (known.rateHz == rateHz) {
                    return known;
                }
            }
            Stages first = new Stages(rateHz);
            made.add(first);
            return first;
        }
    }

    private void takeOver(Stages before, Resampler resampler) {
        gap.takeOver(before.gap, resampler);
        SampleFifo old = before.fifo;
        resampler.reset();
        before.gap.leadIn(old.size(), resampler, fifo.array());
        fifo.clear();
        fifo.written(resampler.process(old.array(), old.start(), old.size(), fifo.array(), 0));
        old.clear();
    }
}
