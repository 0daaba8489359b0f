package org.patchbay.sip.internal.trunk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkState;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.sip.internal.auth.Challenges;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.queue.Alarms.Alarm;
import org.patchbay.sip.internal.trunk.Registration.Effect;
import org.patchbay.sip.internal.trunk.Registration.Event;

/**
 * One account at one trunk, from when the directory names it until it is gone: carries out what
 * {@link Registration} and {@link KeepAlive} want. On the queue of its Call-ID, but for what says
 * otherwise.
 */
final class TrunkLink {
    private final TrunkRim rim;
    private final Trunk trunk;
    private final Consumer<Health> tell;
    private final TrunkRequests requests;
    private final Way way;
    private final Whereabouts whereabouts;
    private final String callId;
    private final String optionsCallId;
    private Registration registration;
    private KeepAlive keepAlive;
    private Enquiry registering;
    private Enquiry asking;
    private Alarm timer = () -> {};
    private Runnable whenOver = () -> {};
    private boolean started;
    private boolean over;
    private volatile String realm;
    private volatile Health health = new Health(TrunkState.UNKNOWN, "", Timing.NEVER, "");

    /**
     * How it is.
     *
     * @param why it is down; empty where it is not
     * @param until when the registration ends; {@link Timing#NEVER} where there is none
     */
    record Health(TrunkState state, String why, long until, String lastFailure) {}

    /**
     * @param tell of each change of its state
     */
    TrunkLink(TrunkRim rim, Trunk trunk, Consumer<Health> tell) {
        this.rim = rim;
        this.trunk = trunk;
        this.tell = tell;
        this.whereabouts = new Whereabouts(rim, trunk);
        this.requests = new TrunkRequests(rim, trunk, whereabouts::at);
        this.way = new Way(rim, trunk);
        this.callId = rim.tokens().callId();
        this.optionsCallId = rim.tokens().callId();
        this.registration = Registration.of(trunk.line().registerFor());
        this.keepAlive = KeepAlive.of(Duration.ZERO, 0);
    }

    // ---- any thread

    List<String> callIds() {
        return List.of(callId, optionsCallId);
    }

    Health health() {
        return health;
    }

    Way way() {
        return way;
    }

    /** Where whoever is there finds us. */
    HostPort ours(NextHop hop) {
        return whereabouts.at(hop);
    }

    /** Knows what the one before it knew of us. Before {@link #start}. */
    void follows(TrunkLink before) {
        whereabouts.follow(before.whereabouts);
    }

    void start() {
        post(
                () -> {
                    started = true;
                    keepAlive = KeepAlive.of(trunk.line().keepAlive(), now());
                    if (trunk.line().registers()) {
                        apply(new Event.Start());
                    }
                    tick();
                });
    }

    /** Takes the registration back, and then runs that, once. */
    void stop(Runnable then) {
        post(
                () -> {
                    whenOver = then;
                    keepAlive = KeepAlive.of(Duration.ZERO, now());
                    apply(new Event.Stop());
                    finishIfOver();
                });
    }

    /** Whoever does not answer any more will not do so later. */
    void abandon() {
        post(this::finish);
    }

    void response(SipResponse response) {
        post(
                () -> {
                    if (registering != null && response.callId().equals(callId)) {
                        registering.response(response);
                    } else if (asking != null && response.callId().equals(optionsCallId)) {
                        asking.response(response);
                    }
                });
    }

    void failed(TransactionFailure failure) {
        post(
                () -> {
                    if (registering != null && failure.callId().equals(callId)) {
                        registering.failure(failure);
                    } else if (asking != null && failure.callId().equals(optionsCallId)) {
                        asking.failure(failure);
                    }
                });
    }

    /**
     * The secret is for one realm: that of the directory, which knows, or the first that is met.
     */
    synchronized Optional<String> ha1(DigestAlgorithm algorithm, String wanted) {
        if (realm != null && !realm.equals(wanted)) {
            return Optional.empty();
        }
        Optional<String> found =
                rim.parts()
                        .directory()
                        .flatMap(d -> d.ha1(Account.trunk(trunk.id()), algorithm, wanted));
        if (found.isPresent()) {
            realm = wanted;
        }
        return found;
    }

    // ---- on the queue

    private void post(Runnable task) {
        rim.queues().post(callId, task);
    }

    private long now() {
        return rim.nanos().getAsLong();
    }

    private void tick() {
        apply(new Event.Tick());
        apply(KeepAlive.Event.TICK);
    }

    private void rearm() {
        timer.cancel();
        long at = Math.min(registration.wakeAt(), keepAlive.wakeAt());
        if (at != Timing.NEVER && !over) {
            Duration delay = Duration.ofNanos(Math.max(0, at - now()));
            timer = rim.queues().later(callId, delay, this::tick);
        }
    }

    private void apply(Event event) {
        if (over) {
            return;
        }
        Registration.Step step = registration.next(event, now());
        registration = step.next();
        String failure = health.lastFailure();
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Send) {
                register(((Effect.Send) effect).expiresS());
            } else if (effect instanceof Effect.Lost) {
                failure = ((Effect.Lost) effect).reason();
            } else if (effect instanceof Effect.Failed) {
                failure = ((Effect.Failed) effect).reason();
            }
        }
        publish(failure);
        rearm();
    }

    private void apply(KeepAlive.Event event) {
        if (over) {
            return;
        }
        boolean overdue = event == KeepAlive.Event.TICK && keepAlive.isOverdue(now());
        if (overdue && asking != null && asking.overdue()) {
            keepAlive = keepAlive.waiting(now());
            rearm();
            return;
        }
        boolean wasGone = keepAlive.verdict() == KeepAlive.Verdict.GONE;
        KeepAlive.Step step = keepAlive.next(event, now());
        keepAlive = step.next();
        boolean isGone = keepAlive.verdict() == KeepAlive.Verdict.GONE;
        if (step.ask()) {
            ask();
        }
        publish(isGone && !wasGone ? "no answer to OPTIONS" : health.lastFailure());
        rearm();
        if (wasGone && !isGone && trunk.line().registers()) {
            apply(new Event.Again()); // it may have forgotten us
        }
    }

    private void register(int expiresS) {
        registering = null;
        if (expiresS == 0) {
            if (way.good().isEmpty()) {
                post(this::finish);
            } else {
                send(expiresS, List.of(way.good().get()));
            }
            return;
        }
        then(
                hops -> send(expiresS, hops),
                () -> apply(new Event.Unreachable("unknown host", rim.tokens().fraction())));
    }

    private void send(int expiresS, List<NextHop> hops) {
        registering =
                new Enquiry(
                        rim.transport(),
                        requests.register(callId, expiresS),
                        hops,
                        challenges(),
                        whereabouts::heard,
                        this::registered);
        registering.begin();
    }

    private void ask() {
        then(
                hops -> {
                    asking =
                            new Enquiry(
                                    rim.transport(),
                                    requests.options(optionsCallId),
                                    hops,
                                    challenges(),
                                    whereabouts::heard,
                                    this::asked);
                    asking.begin();
                },
                () -> apply(KeepAlive.Event.FAILED));
    }

    private Challenges challenges() {
        return new Challenges(trunk.username(), this::ha1, rim.tokens()::callId);
    }

    private void then(Consumer<List<NextHop>> use, Runnable otherwise) {
        CompletionStage<List<NextHop>> hops = way.hops();
        hops.whenCompleteAsync(
                (found, e) -> {
                    boolean leaving = registration.phase() == Registration.Phase.LEAVING;
                    if (over || leaving) {
                        return;
                    }
                    if (e == null) {
                        use.accept(found);
                    } else {
                        otherwise.run();
                    }
                },
                rim.queues().executor(callId));
    }

    private void registered(Enquiry.Outcome outcome) {
        registering = null;
        apply(event(outcome));
        finishIfOver();
        registerIfMoved();
    }

    /** It calls us where we have registered. */
    private void registerIfMoved() {
        boolean rests = registration.phase() == Registration.Phase.RESTING;
        boolean moved = way.good().filter(requests::hasMoved).isPresent();
        if (rests && registration.isHeld() && moved && whereabouts.mayTell()) {
            apply(new Event.Again());
        }
    }

    private Event event(Enquiry.Outcome outcome) {
        double fraction = rim.tokens().fraction();
        if (outcome instanceof Enquiry.Outcome.Failed) {
            return new Event.Unreachable(((Enquiry.Outcome.Failed) outcome).reason(), fraction);
        }
        Enquiry.Outcome.Answered answered = (Enquiry.Outcome.Answered) outcome;
        SipResponse response = answered.response();
        if (response.isSuccess()) {
            way.isGood(answered.by());
            requests.accepted();
            return new Event.Accepted(requests.expiresS(response));
        }
        if (response.status() == 423) {
            return new Event.TooBrief(TrunkRequests.seconds(response, "Min-Expires"));
        }
        requests.refused();
        OptionalInt again = TrunkRequests.seconds(response, "Retry-After");
        return new Event.Refused(response.status(), response.reason(), again, fraction);
    }

    private void asked(Enquiry.Outcome outcome) {
        asking = null;
        registerIfMoved();
        if (outcome instanceof Enquiry.Outcome.Answered) {
            Enquiry.Outcome.Answered answered = (Enquiry.Outcome.Answered) outcome;
            int status = answered.response().status();
            if (status != 503 && status != 408) {
                boolean moved = way.good().filter(answered.by()::equals).isEmpty();
                way.isGood(answered.by());
                apply(KeepAlive.Event.ANSWERED);
                if (moved && trunk.line().registers()) {
                    apply(new Event.Again()); // there, and not where nobody answers any more
                }
                return;
            }
        }
        apply(KeepAlive.Event.FAILED);
    }

    private void finishIfOver() {
        if (registration.phase() == Registration.Phase.OVER) {
            finish();
        }
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        timer.cancel();
        if (registering != null) {
            registering.abandon(); // a farewell that comes late would end what came after it
        }
        Runnable then = whenOver;
        whenOver = () -> {};
        then.run();
    }

    private void publish(String failure) {
        TrunkState state = started && !over ? state() : TrunkState.UNKNOWN;
        String why = state == TrunkState.DOWN ? failure : "";
        Health before = health;
        health = new Health(state, why, registration.until(), failure);
        if (before.state() != state) {
            tell.accept(health);
        }
    }

    private TrunkState state() {
        if (keepAlive.verdict() == KeepAlive.Verdict.GONE) {
            return TrunkState.DOWN;
        }
        if (trunk.line().registers()) {
            return registration.isHeld()
                    ? TrunkState.UP
                    : registration.failures() > 0 ? TrunkState.DOWN : TrunkState.REGISTERING;
        }
        return keepAlive.verdict() == KeepAlive.Verdict.THERE ? TrunkState.UP : TrunkState.UNKNOWN;
    }
}
