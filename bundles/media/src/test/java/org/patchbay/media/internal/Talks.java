package org.patchbay.media.internal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.testkit.Eventually;

/** What the tests with real sockets have in common. */
final class Talks {
    static final MediaSessions.Listener DEAF = new MediaSessions.Listener() {};
    static final AudioFormat EVENTS =
            AudioFormat.of(101, AudioFormat.TELEPHONE_EVENT, 8000).withParameters("0-15");

    private Talks() {}

    static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            throw new AssertionError(e.getCause());
        }
    }

    /** A session whose peer is the phone, which made the offer. */
    static MediaSession session(
            MediaHouse house,
            String name,
            VirtualPhone phone,
            MediaSessions.Listener listener,
            AudioFormat... more) {
        return session(house, name, phone, MediaKeying.NONE, listener, more);
    }

    static MediaSession session(
            MediaHouse house,
            String name,
            VirtualPhone phone,
            MediaKeying keying,
            MediaSessions.Listener listener,
            AudioFormat... more) {
        MediaSession session =
                house.sessions()
                        .create(
                                new MediaSessions.Request(name, "", "", List.of(), keying),
                                listener);
        phone.learn(done(session.propose(phone.offer(more))), more);
        done(session.commit());
        return session;
    }

    static MediaSession session(MediaHouse house, String name, VirtualPhone phone) {
        return session(house, name, phone, DEAF);
    }

    /** Waits until the phone has heard that much more. */
    static void hear(VirtualPhone phone, int packets) {
        int before = phone.heard().size();
        Eventually.holds(
                () -> {
                    if (phone.heard().size() < before + packets) {
                        throw new AssertionError(
                                "only " + (phone.heard().size() - before) + " of " + packets);
                    }
                });
    }
}
