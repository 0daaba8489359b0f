package org.patchbay.media.api;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes mixes and what joins them. Any thread may call; the work is done on the media loop that
 * owns the mix. Stages complete on a thread of the engine: do nothing slow in them.
 */
@ProviderType
public interface MediaEngine {
    /**
     * A new mix, pinned to one media loop. {@code name} is for thread-free diagnosis only, such as
     * the call's id.
     */
    Mix createMix(String name);

    /** A port for a tool, tap or player of a bundle's own. */
    MediaPort createPort(String name);

    /** A member that gives back what it hears, a frame later: the echo test. */
    MixMember createEcho(String name);

    /** A member that plays one or more tones as {@code tones} says, then ends. */
    Player createTone(String name, List<Tone> tones);

    /**
     * A member that plays a WAV file (PCM 16 bit or float, 8…48 kHz, mono or more), then ends.
     *
     * @throws IllegalArgumentException where the file is missing or of another kind, naming it
     */
    Player createPlayer(String name, Path file);

    /**
     * A member that plays music for who waits, from its beginning and over and over until it is
     * stopped; then it fades within 20 ms.
     */
    Player createMusic(String name);

    MediaEngineSnapshot snapshot();

    /**
     * One piece of a tone sequence.
     *
     * @param frequenciesHz added up; empty for silence
     * @param levelDb of each frequency, in dB below a full-scale sine (negative)
     */
    record Tone(List<Double> frequenciesHz, double levelDb, int durationMs) {
        public Tone {
            frequenciesHz = List.copyOf(frequenciesHz);
            if (durationMs <= 0 || durationMs > 3_600_000) {
                throw new IllegalArgumentException("durationMs " + durationMs);
            }
        }
    }

    /** Something that plays and ends by itself. */
    @ProviderType
    interface Player extends MixMember {
        /**
         * Completes with true when the last sample was mixed, with false when it was stopped
         * before.
         */
        CompletionStage<Boolean> finished();

        void stop();
    }
}
