package org.patchbay.hub.internal.actor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.patchbay.call.api.CallControl.AppGoneException;
import org.patchbay.call.api.CallControl.CallGoneException;
import org.patchbay.call.api.CallDriver;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Verdict;
import org.patchbay.hub.internal.part.Parts.App;
import org.patchbay.hub.internal.route.AppPoll;
import org.patchbay.hub.internal.route.DefaultRoute;
import org.patchbay.hub.internal.route.PlanRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one call has to do with apps. It keeps to the instance that it began with, for as long as it
 * may still come back to it: a call that talks holds no app any more. Owned by the call's thread.
 */
final class AppDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AppDesk.class);

    private final CallActor actor;
    private final Surroundings house;
    private final Replies replies;
    private final HeldApps held;
    private Optional<AppRequest> request = Optional.empty();

    AppDesk(CallActor actor, Surroundings house, Replies replies) {
        this.actor = actor;
        this.house = house;
        this.replies = replies;
        held = new HeldApps(actor, house);
    }

    void ask(Effect.AskApps effect) {
        request = effect.request();
        List<App> apps =
                effect.request().map(r -> held.named(r.app())).orElse(house.parts().apps());
        if (effect.request().isPresent() && apps.isEmpty()) {
            decided(effect.ask(), away(effect).orElseGet(() -> missing(effect.request().get())));
            return;
        }
        new AppPoll(apps, effect.view(), house.askRules(), outcome -> told(effect, outcome))
                .start();
    }

    /** On a thread of the app or of a timer. */
    private void told(Effect.AskApps effect, AppPoll.Outcome outcome) {
        actor.run(
                () -> {
                    outcome.by().ifPresent(held::pin);
                    decided(effect.ask(), verdict(effect, outcome));
                });
    }

    private void decided(int ask, Verdict verdict) {
        actor.followUp(new Message.Decided(ask, verdict));
    }

    private Verdict verdict(Effect.AskApps effect, AppPoll.Outcome outcome) {
        Decision decision = outcome.decision().orElse(null);
        if (decision instanceof Decision.Follow follow) {
            Optional<String> problem = PlanRules.problem(follow.plan());
            if (problem.isPresent()) {
                LOG.warn("call {}: what {} decided: {}", actor.id(), follow.by(), problem.get());
                return nobody(Reason.SERVER_ERROR, "the plan cannot be followed");
            }
            return new Verdict.Follow(follow.plan(), follow.by(), follow.reasons());
        }
        if (decision instanceof Decision.Drive drive) {
            String app = outcome.by().orElseThrow().name();
            AppRequest again = effect.request().orElse(new AppRequest(app, Map.of()));
            return new Verdict.Drive(drive.driver(), drive.by(), again);
        }
        return away(effect).orElseGet(() -> undecided(effect, outcome.failed()));
    }

    /** Whoever might have decided is not there, and is waited for. */
    private Optional<Verdict> away(Effect.AskApps effect) {
        if (!effect.patient()) {
            return Optional.empty();
        }
        Duration patience = house.limits().get().appReturn();
        Optional<Duration> left =
                house.parts().away(effect.request().map(AppRequest::app), patience);
        left.ifPresent(time -> LOG.info("call {} waits for apps that are away", actor.id()));
        return left.map(Verdict.Away::new);
    }

    private Verdict missing(AppRequest asked) {
        String why = "no app '" + asked.app() + "' is installed";
        LOG.warn("call {}: {}", actor.id(), why);
        return nobody(Reason.UNAVAILABLE, why);
    }

    private Verdict undecided(Effect.AskApps effect, boolean failed) {
        if (effect.request().isPresent()) {
            String why = "app '" + effect.request().get().app() + "' did not take the call";
            LOG.warn("call {}: {}", actor.id(), why);
            return nobody(Reason.SERVER_ERROR, why);
        }
        return DefaultRoute.of(house.parts().directory(), effect.view().called())
                .orElseGet(() -> unknown(effect, failed));
    }

    /**
     * Whoever failed might have known: then it is our fault, not the caller's. So might those who
     * were waited for and did not come back.
     */
    private static Verdict unknown(Effect.AskApps effect, boolean failed) {
        Reason others = effect.patient() ? Reason.NOT_FOUND : Reason.UNAVAILABLE;
        return new Verdict.Nobody(DisconnectCause.of(failed ? Reason.SERVER_ERROR : others));
    }

    private static Verdict nobody(Reason reason, String why) {
        return new Verdict.Nobody(DisconnectCause.of(reason, why));
    }

    /** {@link Message.AppThere} follows. */
    void await(Optional<String> app) {
        held.await(app);
    }

    void release() {
        held.release();
    }

    void run(Effect.RunDriver effect) {
        CallView view = actor.state().facts().view(request);
        CallControlDesk desk = new CallControlDesk(actor, replies, view, effect.driver());
        try {
            house.apps().execute(() -> drive(effect.driver(), effect.code(), desk));
        } catch (RejectedExecutionException e) {
            done(effect.driver(), e);
        }
        held.drives(effect.app(), effect.driver());
    }

    /** On a thread for apps. */
    private void drive(int number, CallDriver code, CallControlDesk desk) {
        try {
            CompletionStage<Void> stage = code.run(desk);
            stage.whenComplete((done, error) -> done(number, error));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            done(number, e);
        }
    }

    private void done(int number, Throwable error) {
        Throwable root = error == null ? null : Causes.unwrap(error);
        if (root instanceof AppGoneException) {
            actor.run(() -> held.gone(number));
            return;
        }
        boolean callerLeft = root instanceof CallGoneException;
        if (root != null && !callerLeft) {
            LOG.warn("call {}: its driver failed", actor.id(), root);
        }
        Optional<DisconnectCause> failure =
                root == null
                        ? Optional.empty()
                        : Optional.of(DisconnectCause.of(Reason.SERVER_ERROR));
        actor.post(new Message.DriverDone(number, failure));
    }
}
