package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.api.MixMember;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.MediaDescription;
import org.patchbay.sdp.SessionDescription;

/**
 * The media of one leg as texts in and out. Used on the leg's queue; {@link #member} and {@link
 * #snapshot} by any thread.
 */
final class LegMedia {
    private final MediaSession session;
    private volatile boolean agreed;
    private boolean held;

    LegMedia(MediaSession session) {
        this.session = session;
    }

    static LegMedia open(
            MediaSessions sessions,
            MediaSessions.Request request,
            MediaSessions.Listener listener) {
        return new LegMedia(sessions.create(request, listener));
    }

    CompletionStage<String> offer() {
        return session.offer().thenApply(SessionDescription::print);
    }

    /** The peer's answer to ours. */
    CompletionStage<Void> accept(String answer) {
        return parsed(answer).thenCompose(d -> session.accept(d).thenRun(() -> agree(d)));
    }

    /** Our answer to the peer's, not in force before {@link #commit}. */
    CompletionStage<String> propose(String offer) {
        return parsed(offer).thenCompose(session::propose).thenApply(SessionDescription::print);
    }

    /**
     * @param offer that was proposed, to see whether it holds us
     */
    CompletionStage<Void> commit(String offer) {
        return parsed(offer).thenCompose(d -> session.commit().thenRun(() -> agree(d)));
    }

    void rollback() {
        session.rollback();
    }

    CompletionStage<Void> hold(boolean hold) {
        return session.hold(hold);
    }

    CompletionStage<Void> sendDigit(char key, int durationMs) {
        return session.sendDigit(key, durationMs);
    }

    void close() {
        session.close();
    }

    Optional<MixMember> member() {
        return agreed ? Optional.of(session) : Optional.empty();
    }

    MediaSessionSnapshot snapshot() {
        return session.snapshot();
    }

    /** Whether the peer does not want to hear us (RFC 3264 §8.4). */
    synchronized boolean isHeld() {
        return held;
    }

    private synchronized void agree(SessionDescription remote) {
        agreed = true;
        held = holds(remote);
    }

    static boolean holds(SessionDescription remote) {
        Optional<MediaDescription> audio = remote.audio();
        if (audio.isEmpty()) {
            return true;
        }
        String address = audio.get().connectionAddress().or(remote::connectionAddress).orElse("");
        return address.equals("0.0.0.0") || !direction(remote, audio.get()).receives();
    }

    private static Direction direction(SessionDescription remote, MediaDescription audio) {
        for (Direction direction : Direction.values()) {
            String name = direction.attribute();
            if (audio.attributes().stream().anyMatch(a -> a.name().equals(name))) {
                return direction;
            }
        }
        for (Direction direction : Direction.values()) {
            String name = direction.attribute();
            if (remote.attributes().stream().anyMatch(a -> a.name().equals(name))) {
                return direction;
            }
        }
        return Direction.SENDRECV;
    }

    /** Names of the codecs that an offer has, in its order; empty where it cannot be read. */
    static List<String> codecs(String offer) {
        try {
            return OfferedCodecs.of(SessionDescription.parse(offer));
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private static CompletionStage<SessionDescription> parsed(String text) {
        try {
            return CompletableFuture.completedFuture(SessionDescription.parse(text));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
