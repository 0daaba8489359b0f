package org.patchbay.hub.internal.line;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Target;

/** Tells one listener whose line each event changes. On the thread of that listener. */
final class LineNews implements Consumer<NumberedEvent> {
    private static final Set<Class<?>> CHANGES =
            Set.of(
                    HouseEvent.LegAdded.class,
                    HouseEvent.LegRinging.class,
                    HouseEvent.LegEarlyMedia.class,
                    HouseEvent.LegAnswered.class,
                    HouseEvent.LegEnded.class);

    private final Map<LineBook.Place, String> targets;
    private final Consumer<Optional<Target>> listener;

    /**
     * @param targets of the legs that are up
     */
    LineNews(Map<LineBook.Place, String> targets, Consumer<Optional<Target>> listener) {
        this.targets = new HashMap<>(targets);
        this.listener = listener;
    }

    @Override
    public void accept(NumberedEvent numbered) {
        HouseEvent event = numbered.event();
        if (event instanceof HouseEvent.EventsLost) {
            targets.clear(); // who ended among them would stay
            listener.accept(Optional.empty());
        } else if (CHANGES.contains(event.getClass())) {
            listener.accept(whose((HouseEvent.OfLeg) event).flatMap(LineNews::target));
        }
    }

    /** Empty where it began before we listened, or among what was lost. */
    private Optional<String> whose(HouseEvent.OfLeg event) {
        LineBook.Place place = new LineBook.Place(event.call(), event.leg());
        if (event instanceof HouseEvent.LegAdded added) {
            targets.put(place, added.target());
        }
        return Optional.ofNullable(
                event instanceof HouseEvent.LegEnded ? targets.remove(place) : targets.get(place));
    }

    /** A call from nowhere in particular has a name that is no target, and no lamp. */
    private static Optional<Target> target(String text) {
        try {
            return Optional.of(Target.parse(LineBook.whole(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
