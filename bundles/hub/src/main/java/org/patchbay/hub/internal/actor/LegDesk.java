package org.patchbay.hub.internal.actor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the far sides of one call are told while they talk. Owned by the call's thread. */
final class LegDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LegDesk.class);

    /** As long as a phone's own key where somebody presses it shortly. */
    private static final int KEY_MS = 160;

    private final CallActor actor;
    private final Map<LegId, LegSlot> slots;
    private final Replies replies;

    /**
     * @param slots of the call, as they are at any moment
     */
    LegDesk(CallActor actor, Map<LegId, LegSlot> slots, Replies replies) {
        this.actor = actor;
        this.slots = slots;
        this.replies = replies;
    }

    private Optional<Leg> leg(LegId id) {
        return Optional.ofNullable(slots.get(id)).map(LegSlot::leg);
    }

    void open(Effect.OpenCaller effect) {
        leg(effect.leg()).ifPresent(leg -> said(leg.progress(), Message.CallerOpened::new));
    }

    void answer(Effect.AnswerCaller effect) {
        leg(effect.leg()).ifPresent(leg -> said(leg.answer(), Message.CallerAnswered::new));
    }

    private void said(
            CompletionStage<Void> stage, Function<Optional<DisconnectCause>, Message> message) {
        stage.whenComplete(
                (done, error) ->
                        actor.post(message.apply(Optional.ofNullable(error).map(Causes::of))));
    }

    void tell(Effect.TellJoin effect) {
        leg(effect.leg()).ifPresent(leg -> leg.joining(effect.third(), effect.progress()));
    }

    /** A phone that will not be told waits all the same. */
    void hold(Effect.HoldLeg effect) {
        leg(effect.leg())
                .ifPresent(
                        leg ->
                                leg.hold(effect.held())
                                        .whenComplete((done, error) -> told(effect, error)));
    }

    private void told(Effect.HoldLeg effect, Throwable error) {
        if (error != null) {
            LOG.info(
                    "call {}: leg {} could not be told that it waits{}: {}",
                    actor.id(),
                    effect.leg(),
                    effect.held() ? "" : " no more",
                    Causes.of(error).text());
        }
    }

    /** One key after the other; the rest is given up where one does not go out. */
    void press(Effect.Press effect) {
        Optional<Leg> leg = leg(effect.leg());
        CompletionStage<Void> all =
                leg.isPresent()
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(
                                new IllegalStateException("there is no such leg"));
        for (char key : effect.keys().toCharArray()) {
            all =
                    all.thenComposeAsync(
                            before -> leg.orElseThrow().sendDigit(key, KEY_MS), actor::run);
        }
        all.whenComplete((done, error) -> pressed(effect, error));
    }

    /** Any thread. */
    private void pressed(Effect.Press effect, Throwable error) {
        if (error != null) {
            LOG.info("call {}: keys for leg {} were lost", actor.id(), effect.leg(), error);
        }
        effect.ticket()
                .ifPresent(
                        ticket -> {
                            if (error == null) {
                                replies.done(ticket, null);
                            } else {
                                replies.failed(ticket, Causes.unchecked(error));
                            }
                        });
    }
}
