package org.patchbay.webrtc.internal.phone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.TransferTo;
import org.patchbay.webrtc.internal.desk.Desk;
import org.patchbay.webrtc.internal.desk.Effect;
import org.patchbay.webrtc.internal.desk.News;
import org.patchbay.webrtc.internal.desk.Said;
import org.patchbay.webrtc.internal.desk.Telling;
import org.patchbay.webrtc.internal.session.Lane;

/**
 * One page's desk with what it takes effect on: its sessions, its legs, the way to the page. All of
 * it belongs to its lane; the hub and the media engine only post.
 */
final class PhoneDesk {
    private static final long QUALITY_MS = 5000;

    private final House house;
    private final Phones phones;
    private final BrowserUser user;
    private final String mark;
    private final Lane lane;
    private final Desk desk;
    private final Sessions sessions;
    private final OwnCalls ownCalls;
    private final Holding holding;
    private final Map<String, BrowserLeg> legs = new HashMap<>();
    private volatile Connection page;
    private volatile boolean over;
    private ScheduledFuture<?> alarm;
    private long qualityAt;

    /**
     * @param mark tells it apart from the user's other pages
     */
    PhoneDesk(House house, Phones phones, BrowserUser user, String mark) {
        this.house = house;
        this.phones = phones;
        this.user = user;
        this.mark = mark;
        this.lane = new Lane(house.lanes());
        this.ownCalls = new OwnCalls(house.parts(), user);
        this.holding = new Holding(ownCalls, lane, this::news);
        this.desk = new Desk(house.limits(), ownCalls::newId);
        this.sessions = new Sessions(house, user, phones.places(), this::tell, this::digit);
    }

    String mark() {
        return mark;
    }

    BrowserUser user() {
        return user;
    }

    /** Whether there is a page that rings. Any thread. */
    boolean isPresent() {
        return page != null && !over;
    }

    // ---- the page; any thread

    /** A page is there, a new one or one that was here before. */
    void attach(Connection to, boolean again) {
        lane.execute(
                () -> {
                    if (over) {
                        to.end(1001, "the phone is gone");
                        return;
                    }
                    if (to.hasEnded()) {
                        run(List.of()); // it went before it came: whoever was here is here still
                        return;
                    }
                    Connection before = page;
                    page = to;
                    if (before != null) {
                        before.end(4001, "the page is open elsewhere");
                    }
                    if (again) {
                        run(desk.resumed(house.nowMs()));
                    }
                    say(phones.greeting(this, desk.kept()));
                });
    }

    void said(Connection by, Said said) {
        lane.execute(
                () -> {
                    if (by == page) {
                        run(desk.said(said, house.nowMs()));
                    }
                });
    }

    /** What it said cannot be understood. */
    void error(Connection by, Telling error) {
        lane.execute(
                () -> {
                    if (by == page) {
                        say(error);
                    }
                });
    }

    /** The page was here before: what it had is its own again. */
    void handOver(Connection which, PhoneDesk kept) {
        lane.execute(
                () -> {
                    if (which == page) {
                        page = null;
                        run(desk.gone(house.nowMs()));
                        kept.attach(which, true);
                    }
                });
    }

    void gone(Connection which) {
        lane.execute(
                () -> {
                    if (which == page) {
                        page = null;
                        run(desk.gone(house.nowMs()));
                    }
                });
    }

    /** Its credentials end before long. */
    void renewServers() {
        lane.execute(() -> say(phones.servers(this)));
    }

    /** The house closes. */
    void close(DisconnectCause cause) {
        lane.execute(
                () -> {
                    if (over) {
                        return;
                    }
                    say(Telling.of("bye").with("reason", cause.text()));
                    legs.values().forEach(leg -> leg.end(cause));
                    legs.clear();
                    finish();
                    Connection current = page;
                    page = null;
                    if (current != null) {
                        current.end(1001, "the phones are gone");
                    }
                });
    }

    private void finish() {
        over = true;
        cancelAlarm();
        sessions.closeAll();
        phones.forget(this);
    }

    // ---- elsewhere; any thread

    void tell(News news) {
        lane.execute(() -> run(desk.happened(news, house.nowMs())));
    }

    Leg ring(DialRequest request, LegEvents events) {
        BrowserLeg leg = new BrowserLeg(this, request.leg(), request.target().toString(), false);
        leg.events(events);
        lane.execute(
                () -> {
                    if (over || page == null) {
                        leg.end(DisconnectCause.of(Reason.NOT_REGISTERED));
                        return;
                    }
                    String call = request.leg().value();
                    legs.put(call, leg);
                    run(desk.happened(OwnCalls.rung(request), house.nowMs()));
                    if (legs.containsKey(call)) {
                        events.ringing();
                    }
                });
        return leg;
    }

    /** A key came with the media of that session. */
    private void digit(String session, char key, int durationMs) {
        lane.execute(
                () ->
                        legs.values().stream()
                                .filter(leg -> leg.isSpokenIn(session))
                                .forEach(leg -> leg.digit(key, durationMs)));
    }

    // ---- on the lane

    private void run(List<Effect> effects) {
        if (over) {
            return;
        }
        for (Effect effect : effects) {
            carryOut(effect);
        }
        if (page == null && desk.isEmpty() && !over) {
            finish();
        } else {
            rearm();
        }
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Tell e) {
            say(e.telling());
        } else if (effect instanceof Effect.OpenSession e) {
            news(sessions.open(e.session(), e.sdp()));
        } else if (effect instanceof Effect.RestartSession e) {
            news(sessions.restart(e.session(), e.sdp()));
        } else if (effect instanceof Effect.AddCandidate e) {
            sessions.candidate(e.session(), e.candidate());
        } else if (effect instanceof Effect.CloseSession e) {
            sessions.close(e.session());
        } else {
            ofCall(effect);
        }
    }

    private void ofCall(Effect effect) {
        if (effect instanceof Effect.BringIn e) {
            bringIn(e);
        } else if (effect instanceof Effect.Answer e) {
            BrowserLeg leg = legs.get(e.call());
            if (leg != null) {
                leg.speak(e.session(), sessions.media(e.session()));
                leg.answered();
            }
        } else if (effect instanceof Effect.EndLeg e) {
            BrowserLeg leg = legs.remove(e.call());
            if (leg != null) {
                leg.end(e.cause());
            }
        } else if (effect instanceof Effect.Hold e) {
            Optional.ofNullable(legs.get(e.call())).ifPresent(leg -> holding.ask(leg, e.on()));
        } else if (effect instanceof Effect.Join e) {
            events(e.call()).ifPresent(to -> to.joinAsked(new TransferTo.Number(e.to())));
        } else if (effect instanceof Effect.Key e) {
            Optional.ofNullable(legs.get(e.call())).ifPresent(leg -> leg.pressed(e.key()));
        } else if (effect instanceof Effect.Transfer e) {
            transfer(e);
        } else {
            throw new IllegalStateException("no such effect: " + effect);
        }
    }

    private void news(News news) {
        run(desk.happened(news, house.nowMs()));
    }

    private void bringIn(Effect.BringIn wish) {
        Optional<CallEntry> entry = house.parts().callEntry();
        Optional<org.patchbay.call.api.CallOffer> offer =
                ownCalls.offer(wish.to(), sessions.codec(wish.session()));
        if (entry.isEmpty() || offer.isEmpty()) {
            Reason why = entry.isEmpty() ? Reason.UNAVAILABLE : Reason.FORBIDDEN;
            news(new News.Ended(wish.call(), DisconnectCause.of(why)));
            return;
        }
        BrowserLeg leg =
                new BrowserLeg(this, new LegId(wish.call()), "browser:" + user.phone(), true);
        leg.speak(wish.session(), sessions.media(wish.session()));
        legs.put(wish.call(), leg);
        leg.events(entry.get().offer(leg, offer.get()));
    }

    private void transfer(Effect.Transfer wish) {
        TransferTo to =
                wish.to().isPresent()
                        ? new TransferTo.Number(wish.to().get())
                        : new TransferTo.SeatOf(new LegId(wish.other().orElseThrow()));
        events(wish.call()).ifPresent(hub -> hub.transferAsked(to));
    }

    private Optional<LegEvents> events(String call) {
        return Optional.ofNullable(legs.get(call)).map(BrowserLeg::events);
    }

    private void say(Telling telling) {
        Connection to = page;
        if (to != null) {
            to.say(telling);
        }
    }

    // ---- time

    private void rearm() {
        cancelAlarm();
        long at = desk.wakeAt();
        if (!legs.isEmpty() && page != null) {
            qualityAt = qualityAt == 0 ? house.nowMs() + QUALITY_MS : qualityAt;
            at = Math.min(at, qualityAt);
        }
        if (at != Long.MAX_VALUE && !over) {
            long delay = Math.max(1, at - house.nowMs());
            alarm =
                    house.alarms()
                            .schedule(() -> lane.execute(this::wake), delay, TimeUnit.MILLISECONDS);
        }
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private void wake() {
        if (over) {
            return;
        }
        if (qualityAt != 0 && house.nowMs() >= qualityAt) {
            qualityAt = 0;
            new ArrayList<>(legs.values())
                    .forEach(leg -> Quality.of(leg.snapshot()).ifPresent(this::say));
        }
        run(desk.tick(house.nowMs()));
    }

    /** The hub's word: the leg is over, and nothing of it is needed here any more. */
    void ended(LegId leg, DisconnectCause cause) {
        lane.execute(
                () -> {
                    legs.remove(leg.value());
                    run(desk.happened(new News.Ended(leg.value(), cause), house.nowMs()));
                });
    }
}
