package org.patchbay.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.JoinProgress;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Redirect;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.call.api.TransferTo;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.MixMember;

/**
 * A leg without a protocol: remembers what it was told ({@link #told}), and a test plays the far
 * side ({@link #ringing}, {@link #accept}, {@link #press}, {@link #end}). As a good leg does, it
 * reports its end once, and after {@link #hangup} by itself. Any thread may call.
 */
public final class FakeLeg implements Leg {
    private final LegId id;
    private final boolean incoming;
    private final String target;
    private final DialRequest request;
    private final List<String> told = new ArrayList<>();
    private MixMember media;
    private LegEvents events;
    private Optional<Executor> lane = Optional.empty();
    private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> progress = CompletableFuture.completedFuture(null);
    private boolean endsOnHangup = true;
    private boolean ended;
    private DisconnectCause cause;
    private String state = "new";
    private Optional<MediaSessionSnapshot> described = Optional.empty();

    private FakeLeg(LegId id, boolean incoming, String target, DialRequest request) {
        this.id = id;
        this.incoming = incoming;
        this.target = target;
        this.request = request;
        this.media = new FakeMedia.Member("media-of-" + id.value());
    }

    /** A leg to be brought to the hub; give it what the hub returned by {@link #attach}. */
    public static FakeLeg incoming(LegId id, String from) {
        return new FakeLeg(id, true, from, null);
    }

    /** A leg as {@link FakeLegProvider#dial} makes it. */
    public static FakeLeg dialled(DialRequest request, LegEvents events) {
        FakeLeg leg = new FakeLeg(request.leg(), false, request.target().toString(), request);
        leg.attach(events);
        return leg;
    }

    /** Where this leg tells what happens to it. */
    public synchronized FakeLeg attach(LegEvents to) {
        this.events = to;
        return this;
    }

    /** The call that this leg brings in runs there. */
    public synchronized FakeLeg onLane(Executor executor) {
        lane = Optional.of(executor);
        return this;
    }

    @Override
    public synchronized Optional<Executor> lane() {
        return lane;
    }

    /** From now on {@link #answer} and {@link #progress} complete only when a test says so. */
    public synchronized FakeLeg answersLater() {
        answer = new CompletableFuture<>();
        progress = new CompletableFuture<>();
        return this;
    }

    /** From now on {@link #hangup} is not followed by an end: the test calls {@link #end}. */
    public synchronized FakeLeg endsLater() {
        endsOnHangup = false;
        return this;
    }

    /** Completes what {@link #answer} returned. */
    public void completeAnswer() {
        answerStage().complete(null);
    }

    public void failAnswer(Throwable why) {
        answerStage().completeExceptionally(why);
    }

    /** Completes what {@link #progress} returned. */
    public void completeProgress() {
        CompletableFuture<Void> stage;
        synchronized (this) {
            stage = progress;
        }
        stage.complete(null);
    }

    private synchronized CompletableFuture<Void> answerStage() {
        return answer;
    }

    // What the far side does.

    public void ringing() {
        become("early").ringing();
    }

    public void earlyMedia() {
        become("early").earlyMedia();
    }

    /** The far side of a dialled leg answers. */
    public void accept() {
        become("confirmed").answered();
    }

    public void holdFromFarSide(boolean held) {
        attached().held(held);
    }

    public void press(char key, int durationMs) {
        attached().digit(key, durationMs);
    }

    public void changeMedia() {
        attached().mediaChanged();
    }

    /** The far side wants whom it talks to given to somebody else. */
    public void asksTransfer(TransferTo to) {
        attached().transferAsked(to);
    }

    /** The far side wants a third in the call. */
    public void asksJoin(TransferTo third) {
        attached().joinAsked(third);
    }

    /** The far side of a dialled leg sends the call elsewhere. */
    public void redirects(Redirect to) {
        attached().redirected(to);
    }

    /** The leg is over; only the first time is told. */
    public void end(DisconnectCause.Reason reason) {
        end(DisconnectCause.of(reason));
    }

    /** The leg is over; only the first time is told. */
    public void end(DisconnectCause why) {
        LegEvents to;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            cause = why;
            state = "ended";
            to = events;
        }
        if (to != null) {
            to.ended(why);
        }
    }

    private synchronized LegEvents become(String newState) {
        if (!ended) {
            state = newState;
        }
        return attached();
    }

    private synchronized LegEvents attached() {
        if (events == null) {
            throw new IllegalStateException("leg " + id + " was not attached");
        }
        return events;
    }

    // What the hub says.

    @Override
    public LegId id() {
        return id;
    }

    @Override
    public synchronized Optional<MixMember> media() {
        return Optional.ofNullable(media);
    }

    /** Another media, or none with null. */
    public synchronized FakeLeg media(MixMember member) {
        this.media = member;
        return this;
    }

    @Override
    public synchronized void ring() {
        told.add("ring");
    }

    @Override
    public synchronized CompletionStage<Void> progress() {
        told.add("progress");
        return progress;
    }

    @Override
    public synchronized CompletionStage<Void> answer() {
        told.add("answer");
        if (!ended) {
            state = "confirmed";
        }
        return answer;
    }

    @Override
    public synchronized CompletionStage<Void> hold(boolean held) {
        told.add(held ? "hold" : "resume");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> sendDigit(char key, int durationMs) {
        told.add("digit " + key);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void transferring(TransferProgress progress) {
        String what = progress.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        boolean failed = progress instanceof TransferProgress.Failed;
        String why = failed ? " " + ((TransferProgress.Failed) progress).cause().reason() : "";
        told.add("transfer " + what + why);
    }

    @Override
    public synchronized void joining(TransferTo third, JoinProgress progress) {
        String what = progress.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String why =
                progress instanceof JoinProgress.Failed failed
                        ? " " + failed.cause().reason()
                        : progress instanceof JoinProgress.Refused refused
                                ? ": " + refused.why()
                                : "";
        told.add("join " + third.text() + " " + what + why);
    }

    @Override
    public synchronized void identify(Party party) {
        told.add("talks to " + party);
    }

    @Override
    public void hangup(DisconnectCause why) {
        boolean ends;
        synchronized (this) {
            told.add("hangup " + why.reason());
            ends = endsOnHangup;
        }
        if (ends) {
            end(why);
        }
    }

    /** What its snapshots say of its media from now on; nothing at first. */
    public synchronized void describe(MediaSessionSnapshot media) {
        described = Optional.of(media);
    }

    @Override
    public synchronized LegSnapshot snapshot() {
        return new LegSnapshot(id, incoming, target, state, "fake:" + target, described);
    }

    // What a test asks.

    /**
     * What the hub said so far, in order: {@code ring}, {@code progress}, {@code answer}, {@code
     * hold}, {@code resume}, {@code digit 5}, {@code hangup BUSY}, {@code transfer begun}, {@code
     * transfer failed BUSY}, {@code talks to 1003}.
     */
    public synchronized List<String> told() {
        return List.copyOf(told);
    }

    public synchronized boolean wasTold(String what) {
        return told.contains(what);
    }

    /** What the dialled leg was dialled with; empty for an incoming one. */
    public Optional<DialRequest> request() {
        return Optional.ofNullable(request);
    }

    public synchronized boolean ended() {
        return ended;
    }

    /** Why it ended; empty while it is up. */
    public synchronized Optional<DisconnectCause> cause() {
        return Optional.ofNullable(cause);
    }

    @Override
    public String toString() {
        return "FakeLeg " + id + " " + target + " " + told();
    }
}
