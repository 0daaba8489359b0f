package org.patchbay.hub.internal.actor;

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
        held = new HeldApps(actor, house.parts());
    }

    void ask(Effect.AskApps effect) {
        request = effect.request();
        CallView view = actor.state().facts().view(effect.request());
        List<App> apps =
                effect.request().map(r -> held.named(r.app())).orElse(house.parts().apps());
        if (effect.request().isPresent() && apps.isEmpty()) {
            String why = "no app '" + effect.request().get().app() + "' is installed";
            LOG.warn("call {}: {}", actor.id(), why);
            decided(effect.ask(), nobody(Reason.UNAVAILABLE, why));
            return;
        }
        new AppPoll(apps, view, house.askRules(), outcome -> told(effect, outcome)).start();
    }

    /** On a thread of the app or of a timer. */
    private void told(Effect.AskApps effect, AppPoll.Outcome outcome) {
        actor.run(
                () -> {
                    outcome.by().ifPresent(held::pin);
                    decided(effect.ask(), verdict(effect.request(), outcome));
                });
    }

    private void decided(int ask, Verdict verdict) {
        actor.followUp(new Message.Decided(ask, verdict));
    }

    private Verdict verdict(Optional<AppRequest> asked, AppPoll.Outcome outcome) {
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
            AppRequest again = asked.orElse(new AppRequest(app, Map.of()));
            return new Verdict.Drive(drive.driver(), drive.by(), again);
        }
        if (asked.isPresent()) {
            String why = "app '" + asked.get().app() + "' did not take the call";
            LOG.warn("call {}: {}", actor.id(), why);
            return nobody(Reason.SERVER_ERROR, why);
        }
        String called = actor.state().facts().called();
        return DefaultRoute.of(house.parts().directory(), called)
                .orElseGet(() -> unknown(outcome.failed()));
    }

    /** Whoever failed might have known: then it is our fault, not the caller's. */
    private static Verdict unknown(boolean failed) {
        return new Verdict.Nobody(
                DisconnectCause.of(failed ? Reason.SERVER_ERROR : Reason.NOT_FOUND));
    }

    private static Verdict nobody(Reason reason, String why) {
        return new Verdict.Nobody(DisconnectCause.of(reason, why));
    }

    /** {@link Message.AppThere} follows. */
    void await(String app) {
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
