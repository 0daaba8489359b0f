package org.patchbay.media.internal.session;

import java.net.InetSocketAddress;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.internal.rtp.SourceGate;
import org.patchbay.media.internal.srtp.SrtpPath;
import org.patchbay.sdp.Direction;

/**
 * What a session shows of itself: made on its loop a few times a second, read anywhere without
 * waiting.
 */
final class SessionFigures {
    private static final long PUBLISH_NANOS = 500_000_000L;

    private final String name;
    private final String local;
    private final SrtpPath path;
    private final SourceGate gate;
    private final Receiving receiving;
    private final Sending sending;
    private final Reporting reporting;
    private volatile MediaSessionSnapshot published;

    /** The coding that was agreed last; the loop may not have it in force yet. */
    private volatile String agreed = "";

    private long publishedNanos;
    private InetSocketAddress remoteShown;
    private String remoteText = "";

    SessionFigures(
            String name,
            SrtpPath path,
            SourceGate gate,
            Receiving receiving,
            Sending sending,
            Reporting reporting) {
        this.name = name;
        this.local = text(path.local());
        this.path = path;
        this.gate = gate;
        this.receiving = receiving;
        this.sending = sending;
        this.reporting = reporting;
        this.published = picture(null, sending.levelDb());
    }

    /** Tells what the next picture will say, for those who ask before it is made. Any thread. */
    void agreed(String codec) {
        agreed = codec;
    }

    MediaSessionSnapshot published() {
        MediaSessionSnapshot last = published;
        return last.codec().equals(agreed) ? last : withCodec(last, agreed);
    }

    private static MediaSessionSnapshot withCodec(MediaSessionSnapshot s, String codec) {
        return new MediaSessionSnapshot(
                s.name(),
                codec,
                s.local(),
                s.remote(),
                s.direction(),
                s.held(),
                s.packetsReceived(),
                s.packetsSent(),
                s.lost(),
                s.late(),
                s.concealedFrames(),
                s.jitterMs(),
                s.playoutMs(),
                s.roundTripMs(),
                s.remoteLostFraction(),
                s.srtp(),
                s.srtpRefused(),
                s.strangers(),
                s.levelInDb(),
                s.levelOutDb());
    }

    boolean due(long nowNanos) {
        return nowNanos - publishedNanos >= PUBLISH_NANOS;
    }

    void publish(Media media, double levelOutDb, long nowNanos) {
        publishedNanos = nowNanos;
        published = picture(media, levelOutDb);
    }

    private MediaSessionSnapshot picture(Media m, double levelOutDb) {
        Direction direction = m == null ? Direction.INACTIVE : m.direction;
        return new MediaSessionSnapshot(
                name,
                m == null ? "" : m.send.label,
                local,
                remote(),
                direction,
                m != null && (direction != Direction.SENDRECV || !m.sends),
                receiving.source().received(),
                sending.out().packets(),
                receiving.source().lost(),
                receiving.late(),
                receiving.concealedFrames(),
                receiving.source().jitterMs(),
                receiving.playoutMs(),
                reporting.stats().roundTripMs(),
                reporting.stats().remoteLost(),
                path.suite(),
                path.refused(),
                gate.strangers(),
                receiving.levelDb(),
                levelOutDb);
    }

    /** Made anew only where it changed. */
    private String remote() {
        InetSocketAddress target = path.peer(gate.target());
        if (target != remoteShown) {
            remoteShown = target;
            remoteText = target == null ? "" : text(target);
        }
        return remoteText;
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
