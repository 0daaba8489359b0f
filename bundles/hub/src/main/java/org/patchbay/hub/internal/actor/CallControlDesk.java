package org.patchbay.hub.internal.actor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verb;
import org.patchbay.hub.internal.route.PlanRules;
import org.patchbay.media.api.MediaEngine;

/** What a driver holds: turns each verb into a message to the call. */
final class CallControlDesk implements CallControl {
    private final CallActor actor;
    private final Replies replies;
    private final CallView view;
    private final int driver;

    CallControlDesk(CallActor actor, Replies replies, CallView view, int driver) {
        this.actor = actor;
        this.replies = replies;
        this.view = view;
        this.driver = driver;
    }

    @Override
    public CallView call() {
        return view;
    }

    @Override
    public CompletionStage<Void> ring() {
        return ask(Verb.Ring::new, Void.class);
    }

    @Override
    public CompletionStage<Void> answer() {
        return ask(Verb.Answer::new, Void.class);
    }

    @Override
    public CompletionStage<Boolean> play(Path file) {
        return ask(() -> new Verb.Play(file), Boolean.class);
    }

    @Override
    public CompletionStage<Boolean> tone(List<MediaEngine.Tone> tones) {
        return ask(() -> new Verb.Tones(tones), Boolean.class);
    }

    @Override
    public CompletionStage<String> collect(int maxDigits, String terminators, Duration timeout) {
        return ask(() -> new Verb.Collect(maxDigits, terminators, timeout), String.class);
    }

    @Override
    public CompletionStage<Void> echo(Duration longest) {
        return ask(() -> new Verb.Echo(longest), Void.class);
    }

    @Override
    public CompletionStage<Void> pause(Duration duration) {
        return ask(() -> new Verb.Pause(duration), Void.class);
    }

    @Override
    public CompletionStage<DialOutcome> dial(Plan.Ring ring) {
        return ask(() -> new Verb.Dial(toDial(ring)), DialOutcome.class);
    }

    @Override
    public CompletionStage<DialOutcome> join(Plan.Ring ring) {
        return ask(() -> new Verb.Join(toDial(ring)), DialOutcome.class);
    }

    @Override
    public CompletionStage<Void> drop(Side who) {
        return ask(() -> new Verb.Drop(who), Void.class);
    }

    @Override
    public CompletionStage<Void> hold(Side waits) {
        return ask(() -> new Verb.Hold(waits, true), Void.class);
    }

    @Override
    public CompletionStage<Void> resume(Side waits) {
        return ask(() -> new Verb.Hold(waits, false), Void.class);
    }

    @Override
    public CompletionStage<Void> press(Side to, String keys) {
        return ask(() -> new Verb.Press(to, keys), Void.class);
    }

    @Override
    public CompletionStage<Void> transfer(TransferTo to, Side leaves) {
        return ask(() -> new Verb.Transfer(to, leaves), Void.class);
    }

    @Override
    public CompletionStage<Void> passTo(Plan plan) {
        return ask(() -> new Verb.PassTo(checked(plan)), Void.class);
    }

    @Override
    public CompletionStage<Void> hangup(DisconnectCause.Reason reason) {
        return ask(() -> new Verb.Hangup(reason), Void.class);
    }

    private static Plan checked(Plan plan) {
        return sound(plan, PlanRules.problem(plan));
    }

    private static Plan.Ring toDial(Plan.Ring ring) {
        return sound(ring, PlanRules.problemOfDial(ring));
    }

    private static <P extends Plan> P sound(P plan, Optional<String> problem) {
        problem.ifPresent(
                what -> {
                    throw new IllegalArgumentException(what);
                });
        return plan;
    }

    /** A verb without a value completes with null, whatever the hub replied. */
    private <T> CompletionStage<T> ask(Supplier<Verb> verb, Class<T> type) {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        try {
            Verb checked = verb.get();
            actor.post(new Message.Asked(driver, replies.open(stage), checked));
        } catch (IllegalArgumentException | NullPointerException e) {
            stage.completeExceptionally(e);
        }
        return stage.thenApply(value -> type.isInstance(value) ? type.cast(value) : null);
    }
}
