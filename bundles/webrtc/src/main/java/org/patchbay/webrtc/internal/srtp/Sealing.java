package org.patchbay.webrtc.internal.srtp;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.utils.SrtpPacketUtils;
import org.patchbay.sdp.SrtpKey;

/** Protects what we send with one key. One thread at a time. */
final class Sealing {
    /**
     * A leg has one; a context that was forgotten would begin its counters anew (RFC 3711 §9.1).
     */
    private static final int MOST_SOURCES = 16;

    private final SrtpContextFactory contexts;
    private final Map<Integer, SrtpCryptoContext> rtp = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> rtcp = new HashMap<>();
    private final Span span = new Span();

    Sealing(SrtpKey key) {
        contexts = Suites.contexts(key, true);
    }

    /**
     * @param packet with room for {@link Protection#ROOM} bytes behind it
     * @return its length now; −1 where it must not be sent
     */
    int seal(byte[] packet, int length) {
        if (!Rtcp.isWhole(packet, 0, length) || packet.length - length < Protection.ROOM) {
            return -1;
        }
        span.of(packet, 0, length);
        int ssrc = Rtcp.ssrc(packet, 0);
        try {
            SrtpErrorStatus done = Rtcp.is(packet, 0) ? sealControl(ssrc) : sealAudio(ssrc);
            // One that a cipher failed on is as it was, and OK.
            boolean sealed = done == SrtpErrorStatus.OK && span.getLength() > length;
            return sealed ? span.getLength() : -1;
        } catch (GeneralSecurityException e) {
            return -1;
        }
    }

    private SrtpErrorStatus sealControl(int ssrc) throws GeneralSecurityException {
        SrtcpCryptoContext context = rtcp.get(ssrc);
        if (context == null) {
            if (rtcp.size() == MOST_SOURCES) {
                return SrtpErrorStatus.FAIL;
            }
            context = contexts.deriveControlContext(ssrc);
            rtcp.put(ssrc, context);
        }
        return context.transformPacket(span);
    }

    private SrtpErrorStatus sealAudio(int ssrc) throws GeneralSecurityException {
        if (!SrtpPacketUtils.validatePacketLength(span, 0)) {
            return SrtpErrorStatus.INVALID_PACKET;
        }
        SrtpCryptoContext context = rtp.get(ssrc);
        if (context == null) {
            if (rtp.size() == MOST_SOURCES) {
                return SrtpErrorStatus.FAIL;
            }
            context = contexts.deriveContext(ssrc, 0);
            rtp.put(ssrc, context);
        }
        return context.transformPacket(span);
    }
}
