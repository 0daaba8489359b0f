package org.patchbay.sip.internal.leg;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.media.api.IcePath;
import org.patchbay.sdp.BrowserSdp;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SdpException;
import org.patchbay.sdp.SessionDescription;

/** How a browser is reached and proven: ICE and DTLS (RFC 8829). On the leg's queue. */
final class BrowserShell implements Shell {
    private static final String STREAM = "patchbay voice";

    private final IcePath path;

    /** Of the audio stream, whoever has named it. */
    private volatile String mid = "0";

    BrowserShell(IcePath path) {
        this.path = path;
    }

    @Override
    public CompletionStage<SessionDescription> offer(SessionDescription plain) {
        return path.offer().thenApply(ours -> BrowserSdp.offer(plain, ours, mid, STREAM));
    }

    @Override
    public CompletionStage<Void> accept(SessionDescription answer) {
        return end(answer).thenCompose(path::accept);
    }

    @Override
    public CompletionStage<SessionDescription> answer(
            SessionDescription offer, SessionDescription plain) {
        BrowserSdp.mid(offer).ifPresent(named -> mid = named);
        return end(offer)
                .thenCompose(path::propose)
                .thenApply(ours -> BrowserSdp.answer(offer, plain, ours, STREAM));
    }

    private static CompletionStage<IceDtls> end(SessionDescription theirs) {
        try {
            return CompletableFuture.completedFuture(IceDtls.of(theirs));
        } catch (SdpException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Void> commit() {
        return path.commit();
    }

    @Override
    public void rollback() {
        path.rollback();
    }
}
