package org.patchbay.hub.internal.call;

import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.hub.internal.message.Message;

/** What a leg tells while it is up, as the house hears it. */
final class LegNews {
    private LegNews() {}

    static Optional<HouseEvent> of(CallId call, Message.OfLeg told) {
        if (told instanceof Message.Ringing ringing) {
            return Optional.of(new HouseEvent.LegRinging(call, ringing.leg()));
        }
        if (told instanceof Message.EarlyMedia early) {
            return Optional.of(new HouseEvent.LegEarlyMedia(call, early.leg()));
        }
        if (told instanceof Message.Answered answered) {
            return Optional.of(new HouseEvent.LegAnswered(call, answered.leg()));
        }
        if (told instanceof Message.Held held) {
            return Optional.of(new HouseEvent.LegHeld(call, held.leg(), held.held()));
        }
        if (told instanceof Message.Digit digit) {
            return Optional.of(new HouseEvent.LegDigit(call, digit.leg(), digit.key()));
        }
        if (told instanceof Message.MediaChanged changed) {
            return Optional.of(new HouseEvent.LegMediaChanged(call, changed.leg()));
        }
        throw new IllegalStateException("no news in " + told);
    }
}
