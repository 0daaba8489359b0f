package org.patchbay.webrtc.internal.phone;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.JoinProgress;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.call.api.TransferTo;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.MixMember;
import org.patchbay.webrtc.internal.desk.News;

/**
 * A call of a page as the hub sees it. What the hub asks for goes to the page's lane; only the
 * fields marked volatile are read elsewhere.
 */
final class BrowserLeg implements Leg {
    private static final int KEY_MS = 100;

    private final PhoneDesk phone;
    private final LegId id;
    private final String target;
    private final boolean incoming;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Object telling = new Object();
    private DisconnectCause untold;
    private volatile String session = "";
    private volatile MediaSession media;
    private volatile MediaSessionSnapshot last;
    private volatile LegEvents events;
    private volatile String state = "ringing";
    private volatile boolean waits;
    private volatile boolean away;

    /**
     * @param incoming the page calls; else it was dialled
     */
    BrowserLeg(PhoneDesk phone, LegId id, String target, boolean incoming) {
        this.phone = phone;
        this.id = id;
        this.target = target;
        this.incoming = incoming;
    }

    /** Where it tells what happens; the end may have come before. */
    void events(LegEvents to) {
        DisconnectCause cause;
        synchronized (telling) {
            events = to;
            cause = untold;
        }
        if (cause != null) {
            to.ended(cause);
        }
    }

    /** It is spoken in that session. */
    void speak(String sessionId, MediaSession with) {
        session = sessionId;
        media = with;
    }

    boolean isSpokenIn(String sessionId) {
        return sessionId.equals(session);
    }

    /** The page says that a key was pressed: it counts as if it had come with the media. */
    void pressed(char key) {
        MediaSession current = media;
        if (current != null && !ended.get()) {
            current.keyCame(key, KEY_MS);
        }
    }

    LegEvents events() {
        return events;
    }

    /** The page has answered. */
    void answered() {
        state = "up";
        events.answered();
    }

    /** The page leaves its call to the others, or is back; false where it was so before. */
    boolean goAway(boolean goes) {
        if (away == goes || ended.get()) {
            return false;
        }
        away = goes;
        events.held(goes);
        return true;
    }

    boolean isAway() {
        return away;
    }

    /** Nothing is heard, whoever of the two sides wants it. */
    boolean isHeld() {
        return away || waits;
    }

    void digit(char key, int durationMs) {
        LegEvents to = events;
        if (to != null && !ended.get()) {
            to.digit(key, durationMs);
        }
    }

    /** The far side ends it, or we do; the first one counts. */
    boolean end(DisconnectCause cause) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        state = "ended";
        MediaSession current = media;
        if (current != null) {
            last = current.snapshot();
        }
        LegEvents to;
        synchronized (telling) {
            to = events;
            untold = to == null ? cause : null;
        }
        if (to != null) {
            to.ended(cause);
        }
        return true;
    }

    // ---- the hub

    @Override
    public LegId id() {
        return id;
    }

    @Override
    public Optional<MixMember> media() {
        return ended.get() ? Optional.empty() : Optional.ofNullable(media);
    }

    @Override
    public void ring() {
        phone.tell(new News.Progress(id.value(), "ringing"));
    }

    @Override
    public CompletionStage<Void> progress() {
        state = "early";
        phone.tell(new News.Progress(id.value(), "early"));
        return CompletableFuture.completedFuture(null);
    }

    /** Its media was agreed when its session was made. */
    @Override
    public CompletionStage<Void> answer() {
        if (ended.get()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the leg is over"));
        }
        state = "up";
        phone.tell(new News.Up(id.value()));
        return CompletableFuture.completedFuture(null);
    }

    /** Nothing has to be agreed for it: the page shows it. */
    @Override
    public CompletionStage<Void> hold(boolean held) {
        waits = held;
        phone.tell(new News.Waits(id.value(), isHeld()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> sendDigit(char key, int durationMs) {
        MediaSession current = media;
        return current == null || ended.get()
                ? CompletableFuture.failedFuture(new IllegalStateException("no media"))
                : current.sendDigit(key, durationMs);
    }

    @Override
    public void transferring(TransferProgress progress) {
        String how =
                progress instanceof TransferProgress.Begun
                        ? "begun"
                        : progress instanceof TransferProgress.Ringing
                                ? "ringing"
                                : progress instanceof TransferProgress.Done ? "done" : "failed";
        phone.tell(new News.Transferring(id.value(), how));
    }

    @Override
    public void joining(TransferTo third, JoinProgress progress) {
        phone.tell(new News.Joining(id.value(), third.text(), progress));
    }

    @Override
    public void identify(Party party) {
        phone.tell(new News.Identified(id.value(), party));
    }

    @Override
    public void hangup(DisconnectCause cause) {
        if (end(cause)) {
            phone.ended(id, cause);
        }
    }

    @Override
    public LegSnapshot snapshot() {
        MediaSession current = media;
        MediaSessionSnapshot shown =
                last != null ? last : current == null ? null : current.snapshot();
        return new LegSnapshot(
                id,
                incoming,
                target,
                state,
                shown == null ? "" : shown.remote(),
                Optional.ofNullable(shown));
    }
}
