package org.patchbay.media.internal.session;

import java.util.concurrent.CompletableFuture;
import org.patchbay.media.api.DtmfForm;
import org.patchbay.media.internal.dtmf.DtmfReceiver;
import org.patchbay.media.internal.dtmf.DtmfSender;
import org.patchbay.media.internal.dtmf.ToneSender;

/** The keys that we send, in the one form that the peer takes. Owned by one media loop. */
final class KeysOut {
    private final DtmfForm form;
    private final DtmfReceiver.Listener signalling;
    private final float[] tone = new float[48_000 / 50];
    private DtmfSender events;
    private ToneSender tones;
    private int eventClockHz;

    /**
     * @param signalling takes keys for a peer that takes them by signalling
     */
    KeysOut(DtmfForm form, DtmfReceiver.Listener signalling) {
        this.form = form;
        this.signalling = signalling;
    }

    void install(Media next) {
        if (next.sendEventPayloadType < 0) {
            events = null;
        } else if (events == null || eventClockHz != next.sendEventClockHz) {
            events = new DtmfSender(next.sendEventClockHz);
        }
        eventClockHz = next.sendEventClockHz;
        if (events != null || !form.knowsTones()) {
            tones = null;
        } else if (tones == null) {
            tones = new ToneSender();
        }
    }

    /** Whether the peer takes keys from the audio, so that they may come with the other's. */
    boolean asTones() {
        return tones != null;
    }

    /** Plays a key, or says why not. */
    void press(char key, int durationMs, CompletableFuture<Void> done) {
        if (press(key, durationMs)) {
            done.complete(null);
        } else {
            done.completeExceptionally(refusal(key));
        }
    }

    private boolean press(char key, int durationMs) {
        if (form == DtmfForm.INFO) {
            signalling.digit(key, durationMs);
            return true;
        }
        return events != null
                ? events.press(key, durationMs)
                : tones != null && tones.press(key, durationMs);
    }

    void passOn(char key, int durationMs) {
        if (form == DtmfForm.INFO) {
            signalling.digit(key, durationMs);
        } else if (events != null) {
            events.passOn(key, durationMs);
        } else if (tones != null) {
            tones.passOn(key, durationMs);
        }
    }

    private IllegalStateException refusal(char key) {
        return new IllegalStateException(
                events == null && tones == null
                        ? "the peer takes no keys"
                        : "key " + key + " is unknown or one too many");
    }

    /** Whether a key is under way in place of audio. */
    boolean active() {
        return events != null && events.active() || tones != null && tones.active();
    }

    /** As {@link DtmfSender#next}; 0 where this tick is audio's. */
    int event(long rtpTimestamp, byte[] out, int offset) {
        return events == null ? 0 : events.next(rtpTimestamp, out, offset);
    }

    boolean eventMarker() {
        return events.marker();
    }

    long eventTimestamp() {
        return events.rtpTimestamp();
    }

    /** What is said in these 20 ms instead: a tone where one is under way. */
    float[] audio(float[] in, int count, int rateHz) {
        if (tones == null || !tones.active()) {
            return in;
        }
        tones.frame(tone, count, rateHz);
        return tone;
    }
}
