package org.patchbay.web.internal.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.web.internal.http.Json;

/**
 * What one watcher is told next: a snapshot, then event after event; levels of voices where it
 * wants them and nothing else waits. Pure but for what it is given; any thread may call.
 */
final class Watcher {
    private static final String LOST = "{\"type\":\"lost\"}";

    /** A new picture of the house. */
    record Picture(String boot, long number, String text) {}

    /** Makes one. */
    interface Painter {
        Picture paint();
    }

    private enum Wants {
        NOTHING,
        /** To be told that events are lost, and then a picture. */
        TO_KNOW,
        PICTURE,
        /** To be told that it goes on from where it left, for there may be nothing else to tell. */
        TO_GO_ON,
        EVENTS
    }

    private final Journal journal;
    private final Painter painter;
    private Wants wants = Wants.NOTHING;
    private String boot = "";
    private long next;
    private boolean wantsLevels;
    private String levels;

    Watcher(Journal journal, Painter painter) {
        this.journal = journal;
        this.painter = painter;
    }

    /** It wants to see the house; where it has been here, from where it left. */
    synchronized void begin(Optional<String> hasBoot, long hasNumber) {
        if (hasBoot.isPresent() && journal.goesOnAfter(hasBoot.get(), hasNumber)) {
            boot = hasBoot.get();
            next = hasNumber + 1;
            wants = Wants.TO_GO_ON;
        } else {
            wants = Wants.PICTURE;
        }
    }

    synchronized void levels(boolean on) {
        wantsLevels = on;
        levels = null;
    }

    synchronized boolean wantsLevels() {
        return wantsLevels;
    }

    /** The last ones count. */
    synchronized void offer(String newLevels) {
        if (wantsLevels) {
            levels = newLevels;
        }
    }

    /** The next text; empty where there is none now. */
    synchronized Optional<String> poll() {
        if (wants == Wants.TO_GO_ON) {
            wants = Wants.EVENTS;
            return Optional.of(begun());
        }
        if (wants == Wants.EVENTS) {
            Journal.Entry entry = journal.at(boot, next);
            if (entry.lost()) {
                wants = Wants.TO_KNOW;
            } else if (entry.text().isPresent()) {
                next++;
                return entry.text();
            }
        }
        if (wants == Wants.TO_KNOW) {
            wants = Wants.PICTURE;
            return Optional.of(LOST);
        }
        if (wants == Wants.PICTURE) {
            Picture picture = painter.paint();
            boot = picture.boot();
            next = picture.number() + 1;
            wants = Wants.EVENTS;
            return Optional.of(picture.text());
        }
        Optional<String> present = Optional.ofNullable(levels);
        levels = null;
        return present;
    }

    private String begun() {
        Map<String, Object> begun = new LinkedHashMap<>();
        begun.put("type", "begun");
        begun.put("boot", boot);
        begun.put("number", next - 1);
        return Json.text(begun);
    }
}
