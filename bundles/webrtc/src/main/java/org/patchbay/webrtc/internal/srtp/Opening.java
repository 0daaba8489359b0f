package org.patchbay.webrtc.internal.srtp;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.patchbay.sdp.SrtpKey;
import org.patchbay.webrtc.internal.rate.TokenBucket;

/**
 * Opens what the browser protects with one key. A source is kept when its first packet has proven
 * genuine: nobody without the key can make us keep anything, and what it costs to look at sources
 * that nobody knows is bounded. One thread at a time.
 */
final class Opening {
    private static final int MOST_SOURCES = 16;

    /** A session has one source or two; to look at one costs some 30 µs. */
    private static final int STRANGERS_EACH_SECOND = 50;

    private final SrtpContextFactory contexts;
    private final Map<Integer, SrtpCryptoContext> rtp = longestSilentForgotten();
    private final Map<Integer, SrtcpCryptoContext> rtcp = longestSilentForgotten();
    private final Span span = new Span();
    private final TokenBucket strangers;

    Opening(SrtpKey key, long nowMs) {
        contexts = Suites.contexts(key, false);
        strangers = new TokenBucket(STRANGERS_EACH_SECOND, 2 * MOST_SOURCES, nowMs);
    }

    private static <T> Map<Integer, T> longestSilentForgotten() {
        return new LinkedHashMap<>(2 * MOST_SOURCES, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, T> eldest) {
                return size() > MOST_SOURCES;
            }
        };
    }

    /**
     * Opens it in place. One that is not genuine may be spoilt.
     *
     * @return its length now; −1 where it is not genuine, or was there before
     */
    int open(byte[] data, int offset, int length, long nowMs) {
        if (!Rtcp.isWhole(data, offset, length)) {
            return -1;
        }
        span.of(data, offset, length);
        int ssrc = Rtcp.ssrc(data, offset);
        try {
            boolean genuine =
                    Rtcp.is(data, offset) ? openControl(ssrc, nowMs) : openAudio(ssrc, nowMs);
            return genuine ? span.getLength() : -1;
        } catch (GeneralSecurityException e) {
            return -1;
        }
    }

    private boolean openAudio(int ssrc, long nowMs) throws GeneralSecurityException {
        SrtpCryptoContext known = rtp.get(ssrc);
        if (known == null && !strangers.admits(nowMs)) {
            return false;
        }
        SrtpCryptoContext context = known == null ? contexts.deriveContext(ssrc, 0) : known;
        boolean genuine = context.reverseTransformPacket(span, false) == SrtpErrorStatus.OK;
        if (genuine && known == null) {
            rtp.put(ssrc, context);
        }
        return genuine;
    }

    private boolean openControl(int ssrc, long nowMs) throws GeneralSecurityException {
        SrtcpCryptoContext known = rtcp.get(ssrc);
        if (known == null && !strangers.admits(nowMs)) {
            return false;
        }
        SrtcpCryptoContext context = known == null ? contexts.deriveControlContext(ssrc) : known;
        boolean genuine = context.reverseTransformPacket(span) == SrtpErrorStatus.OK;
        if (genuine && known == null) {
            rtcp.put(ssrc, context);
        }
        return genuine;
    }
}
