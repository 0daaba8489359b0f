package org.patchbay.itests.peers;

import java.util.List;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/** Somebody who says a tone and hears something. */
public interface Ear {
    /** Until streams have begun and jitter buffers have found their depth. */
    double SETTLED_AFTER_SECONDS = 0.4;

    /** What it says all the time. */
    Tone tone();

    /** What is heard from now on counts. */
    void listen();

    /**
     * What was heard since {@link #listen()}; waits until that much time is over.
     *
     * @param seconds how much of it
     */
    Recording heard(double seconds);

    /** Both listen at the same time; each must hear the other, and not itself. */
    static void hearEachOther(Ear one, Ear other, double seconds) {
        List<Recording> heard = together(seconds, List.of(one, other));
        heard.get(0).hears(other.tone()).doesNotHear(one.tone());
        heard.get(1).hears(one.tone()).doesNotHear(other.tone());
    }

    /** All listen at the same time; each must hear all others, and not itself. */
    static void allHearAllOthers(double seconds, List<? extends Ear> ears) {
        List<Recording> heard = together(seconds, ears);
        for (Ear ear : ears) {
            Recording own = heard.get(ears.indexOf(ear)).doesNotHear(ear.tone());
            ears.stream().filter(other -> other != ear).forEach(o -> own.hears(o.tone()));
        }
    }

    /** What all hear at the same time of what sounds all the time. */
    static List<Recording> together(double seconds, List<? extends Ear> ears) {
        ears.get(0).listen();
        ears.get(0).heard(SETTLED_AFTER_SECONDS);
        ears.forEach(Ear::listen);
        return ears.stream().map(ear -> ear.heard(seconds)).toList();
    }
}
