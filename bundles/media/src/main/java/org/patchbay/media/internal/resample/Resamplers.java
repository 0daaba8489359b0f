package org.patchbay.media.internal.resample;

import java.util.ArrayList;
import java.util.List;

/**
 * The resamplers of one stream whose rates may change. Each pair of rates gets one, which is kept:
 * who goes to and fro between two rates costs nothing new. As many as there are pairs of rates of
 * codecs and mixes, which are few. Owned by one media loop.
 */
public final class Resamplers {
    private record Pair(int fromHz, int toHz, Resampler resampler) {}

    private final List<Pair> made = new ArrayList<>();
    private Pair current;

    /** The one for these rates; where another one was in use before, it begins anew. */
    public Resampler between(int fromHz, int toHz) {
        if (current == null || current.fromHz() != fromHz || current.toHz() != toHz) {
            current = find(fromHz, toHz);
            current.resampler().reset();
        }
        return current.resampler();
    }

    private Pair find(int fromHz, int toHz) {
        for (int i = 0; i < made.size(); i++) {
            Pair pair = made.get(i);
            if (pair.fromHz() == fromHz && pair.toHz() == toHz) {
                return pair;
            }
        }
        Pair pair = new Pair(fromHz, toHz, new Resampler(fromHz, toHz));
        made.add(pair);
        return pair;
    }
}
