package org.patchbay.hub.internal.actor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.route.Timers;
import org.patchbay.media.api.MediaEngine.Tone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to a call or room from outside, and the tone by which those in it are told, at once
 * and then again for as long as somebody does. Owned by the thread of what is heard.
 */
final class Listeners {
    /** The pitch and length that telephone users know as "this call is recorded". */
    static final List<Tone> NOTICE = List.of(new Tone(List.of(1400.0), -24, 200));

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final CallId heard;
    private final Surroundings house;
    private final CallAudio audio;
    private final Consumer<Runnable> thread;
    private final Consumer<HouseEvent> publish;
    private final Map<LegId, Ear> ears = new LinkedHashMap<>();
    private Timers.Timer next;
    private long notices;

    /**
     * @param thread runs a task on the thread of what is heard
     */
    Listeners(
            CallId heard,
            Surroundings house,
            CallAudio audio,
            Consumer<Runnable> thread,
            Consumer<HouseEvent> publish) {
        this.heard = heard;
        this.house = house;
        this.audio = audio;
        this.thread = thread;
        this.publish = publish;
    }

    /** Again where its media changed: then what listens is another. */
    void listen(Ear ear) {
        if (!audio.listen(ear.leg(), ear.media())) {
            ear.deaf(DisconnectCause.of(Reason.UNAVAILABLE, "no media engine"));
            return;
        }
        if (ears.put(ear.leg(), ear) == null) {
            tell(ear, true);
            if (ears.size() == 1) {
                notice();
            }
        }
    }

    boolean isEmpty() {
        return ears.isEmpty();
    }

    void leave(LegId leg) {
        Ear ear = ears.remove(leg);
        if (ear != null) {
            audio.leave(leg);
            tell(ear, false);
            rest();
        }
    }

    /** There is nothing to be heard here any more. */
    void close(DisconnectCause cause) {
        List<Ear> all = List.copyOf(ears.values());
        for (Ear ear : all) {
            leave(ear.leg());
            ear.deaf(cause);
        }
    }

    /** Whether that was a tone of ours that has ended. */
    static boolean isNotice(long ticket) {
        return ticket < 0;
    }

    private void tell(Ear ear, boolean listens) {
        LOG.info(
                "call {}: {} {} by call {}",
                heard,
                ear.slot().target(),
                listens ? "listens" : "listens no more",
                ear.call().id());
        publish.accept(
                new HouseEvent.ListenChanged(heard, ear.call().id(), ear.slot().target(), listens));
    }

    private void notice() {
        Duration every = house.limits().get().listenNotice();
        if (ears.isEmpty() || every.isZero()) {
            return;
        }
        long ticket = --notices;
        String name = "notice-" + heard + ticket;
        audio.play(ticket, engine -> engine.createTone(name, NOTICE));
        next = house.timers().after(every, () -> thread.accept(this::notice));
    }

    private void rest() {
        if (ears.isEmpty() && next != null) {
            next.cancel();
            next = null;
        }
    }
}
