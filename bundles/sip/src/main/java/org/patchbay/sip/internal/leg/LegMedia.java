package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
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
    private volatile MediaSession session;
    private volatile MediaSessionSnapshot last;
    private volatile boolean agreed;
    private final Shell shell;
    private boolean held;

    private LegMedia(MediaSession session, Shell shell) {
        this.session = session;
        this.shell = shell;
    }

    LegMedia(MediaSession session) {
        this(session, Shell.NONE);
    }

    static LegMedia open(
            MediaSessions sessions,
            MediaSessions.Request request,
            MediaSessions.Listener listener,
            Shell shell) {
        return new LegMedia(sessions.create(request, listener), shell);
    }

    CompletionStage<String> offer() {
        return live().thenCompose(MediaSession::offer)
                .thenCompose(shell::offer)
                .thenApply(SessionDescription::print);
    }

    /** The peer's answer to ours. */
    CompletionStage<Void> accept(String answer) {
        return live().thenCompose(s -> parsed(answer).thenCompose(d -> accept(s, d)));
    }

    private CompletionStage<Void> accept(MediaSession current, SessionDescription answer) {
        return current.accept(answer)
                .thenCompose(nothing -> shell.accept(answer))
                .thenRun(() -> agree(answer));
    }

    /** Our answer to the peer's, not in force before {@link #commit}. */
    CompletionStage<String> propose(String offer) {
        return live().thenCompose(s -> parsed(offer).thenCompose(d -> propose(s, d)))
                .thenApply(SessionDescription::print);
    }

    private CompletionStage<SessionDescription> propose(
            MediaSession current, SessionDescription offer) {
        return current.propose(offer)
                .thenCompose(
                        plain ->
                                shell.answer(offer, plain)
                                        .whenComplete(
                                                (answer, e) -> {
                                                    if (e != null) {
                                                        current.rollback();
                                                    }
                                                }));
    }

    /**
     * @param offer that was proposed, to see whether it holds us
     */
    CompletionStage<Void> commit(String offer) {
        return live().thenCompose(
                        s ->
                                parsed(offer)
                                        .thenCompose(
                                                d ->
                                                        s.commit()
                                                                .thenCompose(n -> shell.commit())
                                                                .thenRun(() -> agree(d))));
    }

    void rollback() {
        live().thenAccept(MediaSession::rollback);
        shell.rollback();
    }

    CompletionStage<Void> hold(boolean hold) {
        return live().thenCompose(s -> s.hold(hold));
    }

    CompletionStage<Void> sendDigit(char key, int durationMs) {
        return live().thenCompose(s -> s.sendDigit(key, durationMs));
    }

    /** The peer pressed a key and said so by a message. */
    void keyCame(char key, int durationMs) {
        live().thenAccept(s -> s.keyCame(key, durationMs));
    }

    void close() {
        live().thenAccept(MediaSession::close);
    }

    /**
     * Keeps the last figures only: a leg may outlive its call by half a minute of signalling, and
     * its buffers must not.
     */
    void release() {
        MediaSession current = session;
        if (current != null) {
            last = current.snapshot();
            session = null;
        }
    }

    Optional<MixMember> member() {
        MediaSession current = session;
        return agreed && current != null ? Optional.of(current) : Optional.empty();
    }

    MediaSessionSnapshot snapshot() {
        MediaSession current = session;
        return current != null ? current.snapshot() : last;
    }

    private CompletionStage<MediaSession> live() {
        MediaSession current = session;
        return current != null
                ? CompletableFuture.completedFuture(current)
                : CompletableFuture.failedFuture(new IllegalStateException("the leg is over"));
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
        boolean nowhere = address.equals("0.0.0.0") && !usesIce(remote, audio.get());
        return nowhere || !direction(remote, audio.get()).receives();
    }

    /** There the address only says that candidates are still to come (RFC 8829 §5.2.1). */
    private static boolean usesIce(SessionDescription remote, MediaDescription audio) {
        return Stream.concat(audio.attributes().stream(), remote.attributes().stream())
                .anyMatch(a -> a.name().equals("ice-ufrag"));
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
