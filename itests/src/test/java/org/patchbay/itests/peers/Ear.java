package org.patchbay.itests.peers;

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
        one.listen();
        one.heard(SETTLED_AFTER_SECONDS);
        one.listen();
        other.listen();
        one.heard(seconds).hears(other.tone()).doesNotHear(one.tone());
        other.heard(seconds).hears(one.tone()).doesNotHear(other.tone());
    }
}
