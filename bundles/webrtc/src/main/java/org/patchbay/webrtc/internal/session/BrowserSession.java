package org.patchbay.webrtc.internal.session;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.sdp.BrowserSdp;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.NoCommonFormatException;
import org.patchbay.sdp.SdpException;
import org.patchbay.sdp.SessionDescription;

/** A session of one page: a transport, and the media engine's end of it. Used by one lane. */
public final class BrowserSession {
    private static final String STREAM = "patchbay voice";

    private final BrowserPath path;
    private final MediaSession media;
    private boolean over;

    /** Why an offer cannot be answered. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;

        RefusedException(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public BrowserSession(
            String name,
            BrowserPath path,
            MediaSessions sessions,
            MediaSessions.Listener listener) {
        this.path = path;
        this.media = sessions.create(new MediaSessions.Request(name, List.of(), path), listener);
    }

    /** Our answer, which is in force. */
    public String answer(String offer) throws RefusedException {
        try {
            SessionDescription theirs = SessionDescription.parse(offer);
            SessionDescription plain = media.propose(theirs).toCompletableFuture().join();
            IceDtls ours = begin(theirs);
            media.commit().toCompletableFuture().join();
            return BrowserSdp.answer(theirs, plain, ours, STREAM).print();
        } catch (CompletionException e) {
            throw refusal(e.getCause());
        } catch (SdpException | IOException e) {
            throw refusal(e);
        }
    }

    private IceDtls begin(SessionDescription theirs) throws IOException {
        try {
            return path.begin(IceDtls.of(theirs));
        } catch (SdpException | IOException e) {
            media.rollback();
            throw e;
        }
    }

    private static RefusedException refusal(Throwable e) {
        if (e instanceof SdpException) {
            return new RefusedException("bad-sdp", e.getMessage());
        }
        if (e instanceof NoCommonFormatException) {
            return new RefusedException("no-codec", e.getMessage());
        }
        return new RefusedException("failed", String.valueOf(e.getMessage()));
    }

    public void candidate(IceCandidate candidate) {
        path.candidate(candidate);
    }

    public MediaSession media() {
        return media;
    }

    /** Gives everything back; may wait for the transport. Idempotent. */
    public void close() {
        if (!over) {
            over = true;
            path.free();
            media.close();
        }
    }
}
