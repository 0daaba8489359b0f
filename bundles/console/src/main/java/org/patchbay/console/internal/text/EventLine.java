package org.patchbay.console.internal.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.Binding;

/** An event in one line. */
public final class EventLine {
    private static final int MAX_LINE = 200;

    private final DateTimeFormatter time;
    private final Map<Class<?>, Function<HouseEvent, String>> texts = new HashMap<>();

    public EventLine(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
        calls();
        legs();
        house();
    }

    private <E extends HouseEvent> void on(Class<E> type, Function<E, String> text) {
        texts.put(type, event -> text.apply(type.cast(event)));
    }

    private void calls() {
        on(HouseEvent.CallStarted.class, e -> "started, " + e.caller() + " calls " + e.called());
        on(HouseEvent.CallRouted.class, e -> "routed by " + e.by() + ": " + e.plan());
        on(HouseEvent.PlanBroken.class, e -> "the plan of " + e.by() + ": " + e.problem());
        on(
                HouseEvent.TransferStarted.class,
                e -> "leg " + e.by() + " transfers the other to " + e.to());
        on(
                HouseEvent.TransferDone.class,
                e ->
                        "leg "
                                + e.by()
                                + " has transferred the other"
                                + e.to().map(to -> " to leg " + to).orElse(""));
        on(
                HouseEvent.TransferFailed.class,
                e -> "the transfer by leg " + e.by() + " failed: " + e.cause().reason());
        on(
                HouseEvent.JoinFailed.class,
                e -> "the third for leg " + e.by() + " did not come: " + e.cause().reason());
        on(
                HouseEvent.ListenChanged.class,
                e ->
                        e.target()
                                + (e.listens() ? " listens in" : " listens no more")
                                + " by call "
                                + e.by());
        on(
                HouseEvent.CallEnded.class,
                e ->
                        "ended after "
                                + e.durationMs() / 1000
                                + " s: "
                                + e.cause().reason()
                                + " "
                                + e.cause().text());
    }

    private void legs() {
        on(
                HouseEvent.LegAdded.class,
                e -> "leg " + e.leg() + (e.incoming() ? " from " : " to ") + e.target());
        on(HouseEvent.LegRinging.class, e -> "leg " + e.leg() + " rings");
        on(HouseEvent.LegEarlyMedia.class, e -> "leg " + e.leg() + " has early media");
        on(HouseEvent.LegAnswered.class, e -> "leg " + e.leg() + " answered");
        on(HouseEvent.LegHeld.class, e -> "leg " + e.leg() + (e.held() ? " holds" : " resumes"));
        on(
                HouseEvent.LegWaits.class,
                e -> "leg " + e.leg() + (e.waits() ? " is put on hold" : " is taken off hold"));
        on(
                HouseEvent.LegMuted.class,
                e -> "leg " + e.leg() + (e.muted() ? " is muted" : " is heard again"));
        on(HouseEvent.LegMoved.class, e -> "leg " + e.leg() + " is moved to " + e.to());
        on(HouseEvent.RoomLocked.class, e -> e.locked() ? "is locked" : "is open again");
        on(HouseEvent.LegDigit.class, e -> "leg " + e.leg() + " pressed a key");
        on(HouseEvent.LegMediaChanged.class, e -> "leg " + e.leg() + " changed its media");
        on(HouseEvent.LegJoinedMix.class, e -> "leg " + e.leg() + " hears and is heard");
        on(HouseEvent.LegLeftMix.class, e -> "leg " + e.leg() + " left the mix");
        on(
                HouseEvent.LegEnded.class,
                e ->
                        "leg "
                                + e.leg()
                                + " ended: "
                                + e.cause().reason()
                                + " "
                                + e.cause().sipCode()
                                + " "
                                + e.cause().text());
    }

    private void house() {
        on(HouseEvent.DeviceChanged.class, EventLine::device);
        on(HouseEvent.AccessLocked.class, EventLine::locked);
        on(HouseEvent.TrunkChanged.class, EventLine::trunk);
        on(
                HouseEvent.ScriptLoaded.class,
                e -> "script " + e.script() + " version " + e.version() + " is in force");
        on(
                HouseEvent.ScriptRefused.class,
                e -> "script " + e.script() + " line " + e.line() + " is refused: " + e.reason());
        on(
                HouseEvent.ScriptFailed.class,
                e ->
                        "script "
                                + e.script()
                                + " version "
                                + e.version()
                                + " failed, "
                                + e.failures()
                                + " so far: "
                                + e.text());
        on(HouseEvent.ScriptRemoved.class, e -> "script " + e.script() + " is gone");
        on(
                HouseEvent.DirectoryLoaded.class,
                e -> "directory version " + e.version() + " is in force");
        on(
                HouseEvent.DirectoryRefused.class,
                e -> "directory " + e.path() + " line " + e.line() + " is refused: " + e.reason());
        on(
                HouseEvent.PartArrived.class,
                e -> e.kind() + " " + e.name() + " came with " + e.bundle());
        on(HouseEvent.PartGone.class, e -> e.kind() + " " + e.name() + " went with " + e.bundle());
        on(HouseEvent.EventsLost.class, e -> e.count() + " events were lost: we were too slow");
    }

    private static String device(HouseEvent.DeviceChanged event) {
        Binding b = event.change().binding();
        return "device "
                + b.aor().user()
                + " "
                + event.change().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + ": "
                + b.contact()
                + " via "
                + b.flow().transport();
    }

    private static String locked(HouseEvent.AccessLocked event) {
        AccessLock lock = event.lock();
        return "wrong secrets: "
                + (lock.source().isEmpty() ? "strangers" : lock.source())
                + " for account "
                + (lock.account().isEmpty() ? "of any name" : lock.account())
                + " after "
                + lock.failures()
                + ", not looked at until "
                + lock.until();
    }

    private static String trunk(HouseEvent.TrunkChanged event) {
        String state = event.state().name().toLowerCase(Locale.ROOT);
        String why = event.reason().isEmpty() ? "" : ": " + event.reason();
        return "trunk " + event.trunk() + " is " + state + why;
    }

    /** What the event says, without when and which number. */
    public String text(HouseEvent event) {
        Function<HouseEvent, String> text = texts.get(event.getClass());
        String said = text == null ? event.getClass().getSimpleName() : text.apply(event);
        String call = event instanceof HouseEvent.OfCall c ? "call " + c.call() + " " : "";
        return Printable.of(call + said, MAX_LINE);
    }

    /** Whether that kind of event has words of its own. */
    boolean knows(Class<?> type) {
        return texts.containsKey(type);
    }

    public String line(NumberedEvent event) {
        Instant at = event.at();
        return time.format(at) + "  #" + event.number() + "  " + text(event.event());
    }
}
