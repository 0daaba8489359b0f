package org.patchbay.sip.internal.leg;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.media.api.MixMember;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.Replaces;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.queue.Alarms.Alarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A leg that speaks SIP. All of its state belongs to the queue of its Call-ID: the hub's calls and
 * the network's messages are posted there. Only the fields marked volatile are read elsewhere.
 */
public abstract class SipLeg implements Leg {
    private static final Logger LOG = LoggerFactory.getLogger(SipLeg.class);

    /** Who reads the last figures of a leg that has ended does so within this. */
    private static final Duration FIGURES_SETTLE = Duration.ofSeconds(1);

    final House house;
    final LegId id;
    final String callId;
    final Credentials credentials;
    volatile Dialog dialog;
    volatile LegMedia media;
    private final String target;
    private volatile String state = "begin";
    private volatile String earlyTag = "";
    private volatile boolean over;
    private volatile boolean placeless;
    private volatile boolean forgettable;
    private volatile LegEvents events = NoEvents.INSTANCE;
    private Alarm timer;
    private long answeredSince;
    private boolean heldTold;
    private final InDialog inDialog;

    SipLeg(House house, LegId id, String callId, String target, Credentials credentials) {
        this.house = house;
        this.id = id;
        this.callId = callId;
        this.target = target;
        this.credentials = credentials;
        this.inDialog = new InDialog(this);
    }

    // ---- what the hub calls, on any thread

    @Override
    public LegId id() {
        return id;
    }

    public String callId() {
        return callId;
    }

    @Override
    public Optional<MixMember> media() {
        LegMedia current = media;
        return current == null ? Optional.empty() : current.member();
    }

    @Override
    public Optional<Executor> lane() {
        return Optional.of(house.queues().lane(callId));
    }

    @Override
    public CompletionStage<Void> hold(boolean held) {
        return ask(done -> inDialog.hold(held, done));
    }

    @Override
    public CompletionStage<Void> sendDigit(char key, int durationMs) {
        LegMedia current = media;
        return current == null || over
                ? CompletableFuture.failedFuture(new IllegalStateException("no media"))
                : current.sendDigit(key, durationMs);
    }

    @Override
    public void hangup(DisconnectCause cause) {
        yieldPlace();
        post(
                () -> {
                    if (!over) {
                        end(cause);
                        leave(cause);
                    }
                });
    }

    @Override
    public void transferring(TransferProgress progress) {
        post(() -> inDialog.referral().progress(progress));
    }

    @Override
    public void identify(Party party) {
        post(() -> inDialog.connected().show(party));
    }

    @Override
    public LegSnapshot snapshot() {
        LegMedia current = media;
        return new LegSnapshot(
                id,
                isIncoming(),
                target,
                state,
                remoteUri(),
                current == null ? Optional.empty() : Optional.of(current.snapshot()));
    }

    /** Whether it is a call, in or out, over that trunk. Any thread. */
    final boolean isUpOver(String trunk) {
        return !over && !placeless && LegName.isOver(target, trunk);
    }

    /** It is about to end: the next may have its place on the trunk. Any thread. */
    final void yieldPlace() {
        placeless = true;
    }

    public abstract boolean isIncoming();

    abstract String remoteUri();

    /** Of the device whose leg it is; empty for a trunk's. Any thread. */
    public final Optional<String> device() {
        return LegName.device(target);
    }

    /** Whether that is its dialog. Any thread. */
    final boolean isNamed(Replaces replaces) {
        Dialog current = dialog;
        String early = earlyTag;
        return current == null
                ? !early.isEmpty() && replaces.names(localTag(), early)
                : replaces.names(current.local().tag(), current.remote().tag());
    }

    /** Whether the far side or we have answered. Any thread. */
    public final boolean isAnswered() {
        return state.equals("confirmed") || state.equals("accepted");
    }

    /** Whoever was dialled is alerted, with that tag. */
    final void early(String tag) {
        earlyTag = tag;
    }

    // ---- what the network brings, on the queue

    /** Whether the dialog, or the one that is being made, is meant. */
    abstract boolean owns(SipRequest request);

    /** Whether this first INVITE is the one that made the leg, or a merged one (§8.2.2.2). */
    public abstract boolean isSameInvite(SipRequest invite);

    public abstract boolean isTransaction(String branch);

    public abstract void onCancel(String branch, Responder responder);

    public abstract void onResponse(SipResponse response);

    public abstract void onFailure(TransactionFailure failure);

    public final void onRequest(SipRequest request, Responder responder) {
        inDialog.request(request, responder);
    }

    /** The leg has just ended: who still waits for something of it waits in vain. */
    void onOver() {}

    /** Our tag: requests that this leg sends have it in their From. */
    abstract String localTag();

    /** Whether this leg has sent what is answered; a call that comes back to us has its Call-ID. */
    public final boolean asked(String fromTag) {
        return localTag().equals(fromTag);
    }

    /** Leaves by protocol, after {@link #end}. */
    abstract void leave(DisconnectCause cause);

    /** An ACK whose CSeq is not a re-INVITE's. */
    abstract void onAck(SipRequest ack);

    /** A request of a dialog that rings, or a PRACK. */
    abstract void onEarly(SipRequest request, Responder responder);

    /** The peer's BYE was answered. */
    abstract void onBye();

    /** The dialog has ended at both sides. */
    abstract void gone();

    /** Whether the first offer has had its answer, so that a new one may come. */
    abstract boolean isSettled();

    /** What an INVITE or UPDATE gets that comes while the first offer is open. */
    Optional<Reply> untimely(SipRequest asked) {
        return isSettled() ? Optional.empty() : Optional.of(Reply.of(491));
    }

    abstract void tick(long now);

    abstract long wakeAt();

    /** The address that the leg began with. */
    abstract String origin();

    /** Where requests of the dialog go when it has no route set. */
    abstract NextHop flow();

    abstract void flow(NextHop hop);

    HostPort local() {
        return house.ours(target, flow());
    }

    /** Whether nothing more must be said to the far side; any thread. */
    boolean isForgettable() {
        return forgettable;
    }

    // ---- tools of the subclasses, on the queue

    final InDialog inDialog() {
        return inDialog;
    }

    final LegEvents events() {
        return events;
    }

    final void events(LegEvents newEvents) {
        events = newEvents;
    }

    final boolean isOver() {
        return over;
    }

    final String stateName() {
        return state;
    }

    final void state(String name) {
        boolean before = isAnswered();
        state = name;
        answeredSince = !before && isAnswered() ? now() : answeredSince;
    }

    /** Nanoseconds since the answer, which there must have been. */
    final long answeredFor() {
        return now() - answeredSince;
    }

    final void post(Runnable task) {
        house.queues().post(callId, task);
    }

    /** Runs on the queue with a promise, which fails where the leg is over. */
    final CompletionStage<Void> ask(java.util.function.Consumer<CompletableFuture<Void>> work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        post(
                () -> {
                    if (over) {
                        done.completeExceptionally(new IllegalStateException("the leg is over"));
                    } else {
                        work.accept(done);
                    }
                });
        return done;
    }

    /** Comes back to the queue with what a stage gave. */
    final <T> void then(CompletionStage<T> stage, BiConsumer<T, Throwable> next) {
        stage.whenCompleteAsync(next, house.queues().executor(callId));
    }

    final long now() {
        return house.nanos().getAsLong();
    }

    /** Arms the one timer of this leg for whatever is due first. */
    final void rearm() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        long at = Math.min(wakeAt(), inDialog.wakeAt());
        if (at != Timing.NEVER) {
            Duration delay = Duration.ofNanos(Math.max(0, at - now()));
            timer = house.queues().later(callId, delay, this::wake);
        }
    }

    final Alarm later(Duration delay, Runnable task) {
        return house.queues().later(callId, delay, task);
    }

    private void wake() {
        tick(now());
        inDialog.tick(now());
        rearm();
    }

    /** False where it gets none. */
    final boolean openMedia(MediaWish wish, MediaKeying keying) {
        Optional<LegMedia> opened = new MediaDoor(this).open(wish, keying);
        media = opened.orElse(null);
        return opened.isPresent();
    }

    /** Tells the end, once, and gives the media back. */
    final void end(DisconnectCause cause) {
        if (over) {
            return;
        }
        over = true;
        house.legs().over();
        state = "ended";
        inDialog.over();
        onOver();
        LegMedia current = media;
        if (current != null) {
            current.close();
        }
        events.ended(cause);
        events = NoEvents.INSTANCE;
        rearm(); // what was due in half an hour would keep the leg until then
    }

    /** The protocol has nothing more to say: forget the leg, now or later. */
    final void forget(long afterNanos) {
        if (inDialog.referral().afterwards(() -> forget(afterNanos))) {
            return;
        }
        forgettable = true;
        if (afterNanos <= 0) {
            if (timer != null) {
                timer.cancel();
            }
            house.legs().remove(this);
        } else {
            Optional<LegMedia> last = Optional.ofNullable(media);
            house.queues().later(callId, FIGURES_SETTLE, () -> last.ifPresent(LegMedia::release));
            house.queues()
                    .later(callId, Duration.ofNanos(afterNanos), () -> house.legs().remove(this));
        }
    }

    /** Tells Held or Resumed where that changed. */
    final void tellHeld() {
        boolean held = media != null && media.isHeld();
        if (held != heldTold) {
            heldTold = held;
            events.held(held);
        }
    }
}
