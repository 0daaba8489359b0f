package org.patchbay.media.api;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One mix-minus: every member hears all others and not itself. It ticks every {@value
 * Frame#DURATION_MS} ms on its media loop. With two sessions of the same codec and nobody else it
 * relays packets instead, until somebody joins. Any thread may call; calls of one thread take
 * effect in their order.
 */
@ProviderType
public interface Mix extends AutoCloseable {
    String name();

    /**
     * Lets a member in, moving it here from the mix and the loop where it was, between two ticks.
     * Completes when it is heard; joining twice changes nothing.
     */
    CompletionStage<Void> join(MixMember member);

    /** As {@link #join}, but it is {@link #mute muted} from its first tick. */
    CompletionStage<Void> listen(MixMember member);

    /**
     * Lets a member out; it stays alive and hears silence. Completes when it is no longer heard.
     */
    CompletionStage<Void> leave(MixMember member);

    /** How loud that member is for the others, in dB; 0 at first, −96…+24. */
    void gain(MixMember member, double db);

    /** A muted member hears but is not heard. */
    void mute(MixMember member, boolean muted);

    CompletionStage<MixSnapshot> snapshot();

    /** Lets everybody out and ends the ticks. Members are not closed. */
    @Override
    void close();

    /**
     * The mix as it is at one tick.
     *
     * @param relaying packets pass without being decoded
     * @param rateHz the rate at which it mixes now
     */
    record MixSnapshot(
            String name, String loop, boolean relaying, int rateHz, long ticks, List<Seat> seats) {
        public MixSnapshot {
            seats = List.copyOf(seats);
        }
    }

    /**
     * One member of a snapshot.
     *
     * @param levelDb of what it said in the last frames, in dB below full scale; −96 is silence
     */
    record Seat(String member, double levelDb, double gainDb, boolean muted) {}
}
