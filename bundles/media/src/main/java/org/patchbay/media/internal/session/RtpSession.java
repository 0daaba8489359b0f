package org.patchbay.media.internal.session;

import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.io.PacketPath;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.PacketBuffers;
import org.patchbay.media.internal.loop.Ticker;
import org.patchbay.media.internal.mix.HubMix;
import org.patchbay.media.internal.mix.Member;
import org.patchbay.media.internal.playout.Playout;
import org.patchbay.media.internal.relay.RelayEnd;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.media.internal.rtp.SourceGate;
import org.patchbay.media.internal.srtp.Protection;
import org.patchbay.media.internal.srtp.SrtpPath;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.SessionDescription;

/**
 * Our end of one RTP session. Offer and answer run on the threads that call, one at a time; what
 * comes out of them is handed to the media loop as a whole, which owns everything else here.
 */
public final class RtpSession extends Member
        implements MediaSession, RelayEnd, PacketPath.Receiver {
    private final SrtpPath sockets;
    private final MediaSessions.Listener listener;
    private final Runnable onClose;
    private final SourceGate gate = new SourceGate();
    private final KeysIn keysIn;
    private final KeysOut keysOut;
    private final Sending sending;
    private final Receiving receiving;
    private final Reporting reporting;
    private final Ticker alone = this::aloneTick;
    private final SignallingSide signalling;
    private final SilenceWatch silence = new SilenceWatch();
    private final SessionFigures figures;

    /** Belongs to the thread that is in the signalling side. */
    private boolean playoutMade;

    // Owned by the loop.
    private Media media;
    private RelayEnd relay;
    private boolean isAlone;

    RtpSession(
            String name,
            MediaLoop home,
            SrtpPath sockets,
            Negotiation negotiation,
            MediaSessions.Listener listener,
            SessionSetting setting,
            Runnable onClose) {
        super(name, home);
        this.sockets = sockets;
        this.signalling = new SignallingSide(name, negotiation, this::install);
        this.listener = listener;
        this.onClose = onClose;
        this.keysIn = new KeysIn((key, ms) -> tell(() -> listener.digit(key, ms)));
        this.keysOut =
                new KeysOut(
                        negotiation.dtmf(), (key, ms) -> tell(() -> listener.keyToSend(key, ms)));
        this.receiving = new Receiving(gate, keysIn, negotiation.dtmf());
        this.sending = new Sending(sockets, gate, setting.random(), keysOut);
        this.reporting =
                new Reporting(
                        sockets,
                        gate,
                        sending.out(),
                        receiving.source(),
                        setting.random(),
                        setting.wallMillis());
        this.figures = new SessionFigures(name, sockets, gate, receiving, sending, reporting);
        postSoon(
                () -> {
                    adopt(home());
                    alone();
                });
    }

    // ---- offer and answer; any thread ----

    @Override
    public CompletionStage<SessionDescription> offer() {
        return signalling.offer();
    }

    @Override
    public CompletionStage<Void> accept(SessionDescription answer) {
        return signalling.accept(answer);
    }

    @Override
    public CompletionStage<SessionDescription> propose(SessionDescription offer) {
        return signalling.propose(offer);
    }

    @Override
    public CompletionStage<Void> commit() {
        return signalling.commit();
    }

    @Override
    public CompletionStage<Void> rollback() {
        return signalling.rollback();
    }

    @Override
    public CompletionStage<Void> hold(boolean held) {
        return signalling.hold(held);
    }

    /** Done when the loop has it: what is asked of this session from now on finds it in force. */
    private CompletionStage<Void> install(Media next, Protection protection) {
        // The one playout of this session is made here and not on the loop: it is large.
        Playout playout =
                playoutMade
                        ? null
                        : new Playout(
                                next.send.decoder, next.send.clockRateHz, next.send.audioRateHz);
        playoutMade = true;
        figures.agreed(next.send.label);
        postSoon(() -> installHere(next, protection, playout));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> sendDigit(char key, int durationMs) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        post(() -> keysOut.press(key, durationMs, done));
        return done;
    }

    @Override
    public void keyCame(char key, int durationMs) {
        post(() -> keysIn.signalling(key, durationMs));
    }

    @Override
    public MediaSessionSnapshot snapshot() {
        return figures.published();
    }

    @Override
    public void close() {
        if (signalling.close()) {
            postSoon(this::closeHere);
        }
    }

    private void installHere(Media next, Protection protection, Playout playout) {
        Media before = media;
        long now = home().time();
        media = next;
        receiving.install(next, playout, now);
        sending.install(next, home().buffers());
        sockets.protect(protection);
        reporting.install(next, now);
        if (before != null) {
            before.closeAllBut(next);
        }
        publish(now);
        rearranged();
    }

    private void rearranged() {
        HubMix mix = mix();
        if (mix != null) {
            mix.rearrange();
        }
    }

    private void closeHere() {
        end();
        reporting.bye(home().buffers(), home().time());
        home().sessions().decrementAndGet();
        sockets.close(home());
        if (media != null) {
            media.closeAllBut(null);
            media = null;
        }
        onClose.run();
    }

    @Override
    protected void release(MediaLoop from) {
        sockets.unwatch(from);
        from.sessions().decrementAndGet();
    }

    @Override
    protected void adopt(MediaLoop to) {
        to.sessions().incrementAndGet();
        sockets.watch(to, this);
    }

    @Override
    protected void alone() {
        if (!isAlone) {
            isAlone = true;
            sending.interrupted(home().buffers());
            home().addTicker(alone);
        }
    }

    @Override
    protected void accompanied() {
        if (isAlone) {
            isAlone = false;
            home().removeTicker(alone);
        }
    }

    @Override
    protected void seated() {
        sending.interrupted(home().buffers());
    }

    /** Alone it hears silence, and nobody hears it. */
    private void aloneTick(long tick, long nowNanos) {
        if (media != null) {
            int rate = receiving.rateHz(8000);
            float[] unheard = home().buffers().voice();
            pull(unheard, rate / 50, rate, nowNanos);
            int sinkRate = sending.rateHz(8000);
            push(null, sinkRate / 50, sinkRate, tick, nowNanos);
        }
    }

    @Override
    public void rtp(PacketBuffers buffers, int length, SocketAddress from, long nowNanos) {
        if (media != null && media.mux && RtpPacket.looksLikeRtcp(buffers.in(), length)) {
            reporting.datagram(buffers.in(), length, from, nowNanos);
            return;
        }
        receiving.datagram(buffers.in(), length, from, buffers.samples(), nowNanos);
        if (receiving.takeCodingChanged()) {
            rearranged();
        }
    }

    @Override
    public void rtcp(PacketBuffers buffers, int length, SocketAddress from, long nowNanos) {
        reporting.datagram(buffers.in(), length, from, nowNanos);
    }

    private void tell(Runnable word) {
        try {
            word.run();
        } catch (RuntimeException e) {
            home().failed("a listener of " + memberName(), e);
        }
    }

    @Override
    protected int neededRateHz() {
        return Math.max(sending.rateHz(0), receiving.rateHz(0));
    }

    @Override
    protected int sourceRateHz(int mixRateHz) {
        return receiving.rateHz(mixRateHz);
    }

    @Override
    protected int sinkRateHz(int mixRateHz) {
        return sending.rateHz(mixRateHz);
    }

    @Override
    protected boolean pull(float[] out, int count, int rateHz, long nowNanos) {
        everyTick(nowNanos);
        return receiving.pull(out, count, nowNanos);
    }

    @Override
    protected boolean hears() {
        return media != null;
    }

    @Override
    protected void push(float[] in, int count, int rateHz, long tick, long nowNanos) {
        sending.frame(in, count, home().buffers(), tick, nowNanos);
    }

    private void everyTick(long nowNanos) {
        if (media == null) {
            return;
        }
        receiving.tick(nowNanos);
        reporting.tick(home().buffers(), nowNanos);
        silence(nowNanos);
        if (figures.due(nowNanos)) {
            publish(nowNanos);
            if (relay != null) {
                receiving.measure();
            }
        }
    }

    private void silence(long nowNanos) {
        long last = Math.max(receiving.lastPacketNanos(), reporting.lastPacketNanos());
        int ms = silence.silentMs(last, nowNanos);
        if (ms > 0) {
            boolean shouldSend = media.receives;
            tell(() -> listener.silent(ms, shouldSend));
        }
    }

    // ---- relay ----

    @Override
    public boolean fits(RelayEnd other) {
        return media != null
                && media.direction == Direction.SENDRECV
                && media.sends
                && receiving.fits(other)
                && (!receiving.listensForTones() || other.takesTones());
    }

    @Override
    public boolean takesTones() {
        return keysOut.asTones();
    }

    @Override
    public int packetMs() {
        return media == null ? 0 : media.packetMs;
    }

    @Override
    public String relayCoding() {
        return media == null ? "" : media.send.key;
    }

    @Override
    public double heardDb() {
        return receiving.levelDb();
    }

    @Override
    protected double relayedDb() {
        return relay == null ? Double.NaN : receiving.levelDb();
    }

    @Override
    public void relayTo(RelayEnd other, boolean keepWarm) {
        if (relay == null) {
            sending.interrupted(home().buffers());
        }
        relay = other;
        receiving.relayTo(other, keepWarm);
    }

    @Override
    public void endRelay() {
        if (relay != null) {
            relay = null;
            receiving.relayTo(null, false);
            sending.interrupted(home().buffers());
        }
    }

    @Override
    public void partner(RelayEnd other) {
        keysIn.partner(other);
    }

    @Override
    public void forwardAudio(RtpPacket packet, int ms, long nowNanos) {
        sending.relayAudio(packet, ms, home().buffers(), nowNanos);
    }

    @Override
    public boolean forwardEvent(RtpPacket packet, int clockRateHz, long nowNanos) {
        return sending.relayEvent(packet, clockRateHz, home().buffers(), nowNanos);
    }

    @Override
    public void playKey(char key, int durationMs) {
        keysOut.passOn(key, durationMs);
    }

    @Override
    public void relayTick(long tick, long nowNanos) {
        everyTick(nowNanos);
        sending.relayTick(home().buffers(), tick, nowNanos);
    }

    private void publish(long nowNanos) {
        double out = relay != null ? relay.heardDb() : sending.levelDb();
        figures.publish(media, out, nowNanos);
    }
}
