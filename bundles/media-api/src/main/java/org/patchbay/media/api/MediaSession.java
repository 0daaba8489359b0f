package org.patchbay.media.api;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.patchbay.sdp.SessionDescription;

/**
 * Our end of one RTP session. What was agreed stays in force until something else is committed. Any
 * thread may call; stages fail with {@link org.patchbay.sdp.NoCommonFormatException} (488), {@link
 * org.patchbay.sdp.SdpException} (400) or {@link IllegalStateException} for a call that does not
 * fit the state of offer and answer (RFC 3264 §4), and then nothing has changed.
 */
@ProviderType
public interface MediaSession extends MixMember, AutoCloseable {
    /**
     * Our offer: at first everything that we can, later what is in force, with the payload types
     * kept stable. It stays open until {@link #accept} or {@link #rollback}.
     */
    CompletionStage<SessionDescription> offer();

    /**
     * The peer's answer to {@link #offer}; media flows from now on. May come again for the same
     * offer, by another provisional response or by the 200, and then replaces the one before.
     */
    CompletionStage<Void> accept(SessionDescription answer);

    /** The peer's offer: gives our answer, which is not in force until {@link #commit}. */
    CompletionStage<SessionDescription> propose(SessionDescription offer);

    /** Puts the answer of {@link #propose} in force. */
    CompletionStage<Void> commit();

    /** Forgets an open offer or proposal; what was in force stays. */
    CompletionStage<Void> rollback();

    /**
     * Holds or resumes from our side: the next offer or answer is {@code sendonly}, or {@code
     * sendrecv} again.
     */
    CompletionStage<Void> hold(boolean held);

    /** Plays a key to the peer in the form that it takes; keys follow each other in their order. */
    CompletionStage<Void> sendDigit(char key, int durationMs);

    /**
     * The peer pressed a key and says so by signalling: it counts as if it had come with the media,
     * and once where it comes with the media as well.
     */
    void keyCame(char key, int durationMs);

    /** The session as it was within the last second; never blocks. */
    MediaSessionSnapshot snapshot();

    /** Closes the sockets and gives the port pair back. Idempotent. */
    @Override
    void close();
}
