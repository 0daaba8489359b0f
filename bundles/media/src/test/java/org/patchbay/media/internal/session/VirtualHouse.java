package org.patchbay.media.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.DtmfForm;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.io.PortPool;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.MediaLoops;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.srtp.SrtpPath;
import org.patchbay.sdp.AgreedAudio;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;

/** Two media loops, sessions and their peers in virtual time, all run by the test's own thread. */
final class VirtualHouse {
    static final AudioFormat EVENTS =
            AudioFormat.of(101, AudioFormat.TELEPHONE_EVENT, 8000).withParameters("0-15");

    private DtmfForm dtmf = DtmfForm.AUTO;
    private long now = 1_000_000_000_000L;
    final MediaLoop one = MediaLoop.driven("media-0", () -> now);
    final MediaLoop two = MediaLoop.driven("media-1", () -> now);
    final CodecRegistry codecs = new CodecRegistry();
    private final List<VirtualPeer> peers = new ArrayList<>();
    private final List<PathPeer> pathPeers = new ArrayList<>();

    VirtualHouse(CodecFactory... factories) {
        for (CodecFactory f : factories) {
            codecs.bindCodec(f);
        }
    }

    /** Sessions that are made from now on send keys so. */
    VirtualHouse keys(DtmfForm form) {
        dtmf = form;
        return this;
    }

    long now() {
        return now;
    }

    HubMix mix(String name, MediaLoop loop) {
        return new HubMix(name, loop, () -> {});
    }

    RtpSession session(VirtualPeer peer, MediaSessions.Listener listener, AudioFormat... more) {
        RtpSession session = silent(peer, listener);
        agree(session, peer, Direction.SENDRECV, more);
        return session;
    }

    /** A session with nothing agreed yet. */
    RtpSession silent(VirtualPeer peer, MediaSessions.Listener listener) {
        return silent(peer, listener, MediaKeying.NONE);
    }

    RtpSession silent(VirtualPeer peer, MediaSessions.Listener listener, MediaKeying keying) {
        int port = peer.local().getPort();
        peers.add(peer);
        return new RtpSession(
                "s" + port,
                one,
                new SrtpPath(peer),
                new Negotiation("127.0.0.1", port, List.of(), codecs::codecs, port, keying, dtmf),
                listener,
                new SessionSetting(new Random(port), () -> now / 1_000_000),
                () -> {});
    }

    /** A session over a path, as its maker puts it together. */
    RtpSession over(PathPeer peer) {
        pathPeers.add(peer);
        RtpSessions sessions =
                new RtpSessions(
                        MediaLoops.of(one),
                        new PortPool(2, 2),
                        codecs,
                        "127.0.0.1",
                        new SessionSetting(new Random(9), () -> now / 1_000_000));
        return (RtpSession)
                sessions.create(
                        new MediaSessions.Request("path" + pathPeers.size(), List.of(), peer),
                        new MediaSessions.Listener() {});
    }

    /** The peer's offer, our answer, in force. */
    void agree(RtpSession session, VirtualPeer peer, Direction direction, AudioFormat... more) {
        SessionDescription answer = done(session.propose(peer.offer(direction, more)));
        AgreedAudio agreed = OfferAnswer.agree(peer.local(direction, more), answer);
        done(session.commit());
        peer.secured().agreed(agreed.crypto());
    }

    void run(int ms) {
        for (int i = 0; i < ms; i++) {
            now += 1_000_000;
            for (VirtualPeer peer : peers) {
                peer.step(now);
            }
            pathPeers.forEach(p -> p.step(now));
            one.turn();
            two.turn();
        }
    }

    /** Runs until the stage is done. */
    <T> T done(CompletionStage<T> stage) {
        CompletableFuture<T> f = stage.toCompletableFuture();
        for (int i = 0; i < 2000 && !f.isDone(); i++) {
            run(1);
        }
        if (!f.isDone()) {
            throw new AssertionError("not done after two seconds");
        }
        try {
            return f.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : e;
        }
    }
}
