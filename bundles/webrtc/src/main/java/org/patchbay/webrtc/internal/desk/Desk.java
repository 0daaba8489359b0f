package org.patchbay.webrtc.internal.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.sdp.IceCandidate;

/**
 * What one page has, and the strict order of our signalling: a call is pending, a session stands by
 * itself, and a link joins the two, once. Whatever does not fit is an error that changes nothing.
 * Pure: what is to be done comes out as effects; used by one thread at a time.
 */
public final class Desk {
    private static final long NEVER = Long.MAX_VALUE;

    private final DeskLimits limits;
    private final Supplier<String> callIds;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private List<Effect> effects = new ArrayList<>();
    private boolean present = true;
    private long now;

    /**
     * @param callIds ids that nobody else has
     */
    public Desk(DeskLimits limits, Supplier<String> callIds) {
        this.limits = limits;
        this.callIds = callIds;
    }

    // ---- the page

    public List<Effect> said(Said said, long nowMs) {
        now = nowMs;
        if (said instanceof Said.Call call) {
            call(call);
        } else if (said instanceof Said.Offer offer) {
            offer(offer);
        } else if (said instanceof Said.Link link) {
            link(link);
        } else if (said instanceof Said.Candidate candidate) {
            candidate(candidate);
        } else if (said instanceof Said.Restart restart) {
            restart(restart);
        } else if (said instanceof Said.Resume) {
            error(said, "too-late", "resume is the first word of a page", "", "");
        } else {
            ofCall(said);
        }
        return out();
    }

    private void call(Said.Call said) {
        if (calls.size() >= limits.calls()) {
            error(said, "too-many", "at most " + limits.calls() + " calls at a time", "", "");
            return;
        }
        Party party = new Party(said.to(), "");
        Call call = new Call(callIds.get(), true, true, said.to(), party, now + limits.pendingMs());
        calls.put(call.id, call);
        tell(Telling.incoming(call.id, true, party));
    }

    private void offer(Said.Offer said) {
        if (sessions.containsKey(said.session())) {
            error(said, "session-exists", "there is a session of that id", "", said.session());
        } else if (sessions.size() >= limits.sessions()) {
            String most = "at most " + limits.sessions() + " sessions at a time";
            error(said, "too-many", most, "", said.session());
        } else {
            sessions.put(said.session(), new Session(said.session(), now + limits.unlinkedMs()));
            effects.add(new Effect.OpenSession(said.session(), said.sdp()));
        }
    }

    private void link(Said.Link said) {
        Call call = calls.get(said.call());
        Session session = sessions.get(said.session());
        if (call == null) {
            error(said, "unknown-call", "there is no such call here", said.call(), said.session());
        } else if (session == null) {
            error(said, "unknown-session", "offer it first", said.call(), said.session());
        } else if (call.session != null) {
            error(said, "already-linked", "the call has a session", said.call(), said.session());
        } else if (session.call != null) {
            error(said, "session-in-use", "by another call", said.call(), said.session());
        } else {
            call.session = session.id;
            call.state = Call.State.LINKED;
            call.until = now + limits.connectMs();
            session.call = call.id;
            session.until = NEVER;
            tell(Telling.of("linked").with("call", call.id).with("session", session.id));
            goOn(session);
        }
    }

    /**
     * What the link waits for may be there: an answer to bring a call in, packets to answer one.
     */
    private void goOn(Session session) {
        Call call = session.call == null ? null : calls.get(session.call);
        if (call == null || call.state != Call.State.LINKED) {
            return;
        }
        if (call.own && session.answered) {
            call.state = Call.State.PLACED;
            call.until = NEVER;
            effects.add(new Effect.BringIn(call.id, session.id, call.to));
        } else if (!call.own && session.connected) {
            effects.add(new Effect.Answer(call.id, session.id));
            up(call);
        }
    }

    private void up(Call call) {
        call.state = Call.State.UP;
        call.until = NEVER;
        show(call, "up");
    }

    private void candidate(Said.Candidate said) {
        Session session = sessions.get(said.session());
        if (session == null) {
            error(said, "unknown-session", "offer it first", "", said.session());
            return;
        }
        if (session.candidates >= limits.candidates()) {
            error(said, "too-many", "candidates of that session", "", said.session());
            return;
        }
        session.candidates++;
        if (said.line().isEmpty()) {
            return; // the end of them: nobody waits for it
        }
        Optional<IceCandidate> read = IceCandidate.parse(said.line());
        if (read.isPresent()) {
            effects.add(new Effect.AddCandidate(session.id, read.get()));
        } else {
            error(said, "bad-candidate", "it cannot be read", "", said.session());
        }
    }

    private void restart(Said.Restart said) {
        Session session = sessions.get(said.session());
        if (session == null) {
            error(said, "unknown-session", "there is none to restart", "", said.session());
            return;
        }
        session.candidates = 0;
        effects.add(new Effect.RestartSession(session.id, said.sdp()));
    }

    private void ofCall(Said said) {
        String id = callOf(said);
        Call call = calls.get(id);
        if (call == null) {
            error(said, "unknown-call", "there is no such call here", id, "");
        } else if (said instanceof Said.Decline) {
            decline(said, call);
        } else if (said instanceof Said.Hangup) {
            end(call, DisconnectCause.of(Reason.NORMAL));
        } else if (!(said instanceof Said.Ignore)) {
            ofTalk(said, call);
        }
    }

    private static String callOf(Said said) {
        if (said instanceof Said.Decline s) {
            return s.call();
        }
        if (said instanceof Said.Ignore s) {
            return s.call();
        }
        if (said instanceof Said.Hangup s) {
            return s.call();
        }
        if (said instanceof Said.Hold s) {
            return s.call();
        }
        if (said instanceof Said.Key s) {
            return s.call();
        }
        if (said instanceof Said.Transfer s) {
            return s.call();
        }
        throw new IllegalStateException("not of a call: " + said.type());
    }

    private void decline(Said said, Call call) {
        if (call.state != Call.State.PENDING) {
            error(said, "already-linked", "hang it up", call.id, "");
        } else {
            end(call, DisconnectCause.of(Reason.DECLINED));
        }
    }

    private void ofTalk(Said said, Call call) {
        boolean early = said instanceof Said.Key && call.state == Call.State.PLACED;
        if (call.state != Call.State.UP && !early) {
            error(said, "not-up", "the call is not up", call.id, "");
        } else if (said instanceof Said.Hold hold) {
            effects.add(new Effect.Hold(call.id, hold.on()));
        } else if (said instanceof Said.Key key) {
            effects.add(new Effect.Key(call.id, key.key()));
        } else if (said instanceof Said.Transfer transfer) {
            transfer(transfer, call);
        }
    }

    private void transfer(Said.Transfer said, Call call) {
        String other = said.other().orElse("");
        boolean known = calls.containsKey(other) && !other.equals(call.id);
        if (said.other().isPresent() && (!known || !calls.get(other).hasLeg())) {
            error(said, "unknown-call", "there is no such other call here", other, "");
        } else {
            effects.add(new Effect.Transfer(call.id, said.to(), said.other()));
        }
    }

    /** The page is gone: what talks is kept for a while, the rest ends. */
    public List<Effect> gone(long nowMs) {
        now = nowMs;
        present = false;
        for (Call call : List.copyOf(calls.values())) {
            if (call.state == Call.State.UP || call.state == Call.State.PLACED) {
                call.until = now + limits.keepMs();
            } else {
                end(call, DisconnectCause.of(Reason.NOT_REGISTERED, "the page is gone"));
            }
        }
        for (Session session : List.copyOf(sessions.values())) {
            if (session.call == null) {
                close(session);
            }
        }
        return out();
    }

    /** A page is there again, and is told what there is. */
    public List<Effect> resumed(long nowMs) {
        now = nowMs;
        present = true;
        for (Call call : calls.values()) {
            Session session = sessions.get(call.session);
            call.until = session != null && !session.connected ? now + limits.keepMs() : NEVER;
        }
        return out();
    }

    /** For hello: the calls that the page has back. */
    public List<Map<String, Object>> kept() {
        List<Map<String, Object>> kept = new ArrayList<>();
        for (Call call : calls.values()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("call", call.id);
            one.put("session", call.session);
            one.put("direction", call.out ? "out" : "in");
            one.put("state", call.shown);
            one.put("party", Telling.party(call.party));
            kept.add(one);
        }
        return kept;
    }

    public boolean isEmpty() {
        return calls.isEmpty() && sessions.isEmpty();
    }

    // ---- elsewhere

    public List<Effect> happened(News news, long nowMs) {
        now = nowMs;
        if (news instanceof News.Rung rung) {
            rung(rung);
        } else if (news instanceof News.Answered n) {
            session(n.session()).ifPresent(s -> answered(s, n.sdp()));
        } else if (news instanceof News.Refused n) {
            session(n.session()).ifPresent(s -> refused(s, n));
        } else if (news instanceof News.Connected n) {
            session(n.session()).ifPresent(this::connected);
        } else if (news instanceof News.Lost n) {
            session(n.session()).ifPresent(this::lost);
        } else if (news instanceof News.Failed n) {
            session(n.session()).ifPresent(s -> failed(s, n.detail()));
        } else {
            ofLeg(news);
        }
        return out();
    }

    private Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    private void rung(News.Rung rung) {
        if (!present || calls.size() >= limits.calls()) {
            Reason why = present ? Reason.BUSY : Reason.NOT_REGISTERED;
            effects.add(new Effect.EndLeg(rung.call(), DisconnectCause.of(why)));
            return;
        }
        // The hub says for how long it rings.
        calls.put(rung.call(), new Call(rung.call(), false, rung.out(), "", rung.party(), NEVER));
        tell(Telling.incoming(rung.call(), rung.out(), rung.party()));
    }

    private void answered(Session session, String sdp) {
        session.answered = true;
        tell(Telling.of("webrtc-answer").with("session", session.id).with("sdp", sdp));
        goOn(session);
    }

    private void refused(Session session, News.Refused news) {
        tell(Telling.error(news.of(), news.code(), news.detail()).with("session", session.id));
        if (!session.answered) {
            drop(session, DisconnectCause.of(Reason.NO_COMMON_CODEC, news.detail()));
        }
    }

    private void connected(Session session) {
        session.connected = true;
        Call call = session.call == null ? null : calls.get(session.call);
        if (call != null && present && call.state != Call.State.LINKED) {
            call.until = NEVER;
        }
        goOn(session);
    }

    private void lost(Session session) {
        session.connected = false;
        Call call = session.call == null ? null : calls.get(session.call);
        if (call == null) {
            failed(session, "the connection is lost");
            return;
        }
        call.until = Math.min(call.until, now + limits.keepMs());
        tell(
                Telling.error("webrtc-offer", "lost", "the connection is lost: restart")
                        .with("call", call.id)
                        .with("session", session.id));
    }

    private void failed(Session session, String detail) {
        tell(Telling.error("webrtc-offer", "failed", detail).with("session", session.id));
        drop(session, DisconnectCause.of(Reason.MEDIA_LOST, detail));
    }

    /** Ends a session, and the call that is spoken in it. */
    private void drop(Session session, DisconnectCause cause) {
        Call call = session.call == null ? null : calls.get(session.call);
        if (call != null) {
            end(call, cause);
        } else {
            close(session);
        }
    }

    private void ofLeg(News news) {
        if (news instanceof News.Ended n) {
            Call call = calls.get(n.call());
            if (call != null) {
                remove(call, n.cause());
            }
        } else if (news instanceof News.Progress n) {
            with(n.call(), call -> show(call, n.state()));
        } else if (news instanceof News.Up n) {
            with(n.call(), this::up);
        } else if (news instanceof News.Waits n) {
            with(n.call(), call -> show(call, n.on() ? "held" : "up"));
        } else if (news instanceof News.Identified n) {
            with(
                    n.call(),
                    call -> {
                        call.party = n.party();
                        show(call, call.shown);
                    });
        } else if (news instanceof News.Transferring n) {
            with(
                    n.call(),
                    call ->
                            tell(
                                    Telling.call(call.id, call.shown, call.party)
                                            .with("transfer", n.how())));
        } else if (news instanceof News.NotDone n) {
            tell(Telling.error(n.of(), "refused", n.detail()).with("call", n.call()));
        } else {
            throw new IllegalStateException("no such news: " + news);
        }
    }

    private void with(String id, java.util.function.Consumer<Call> work) {
        Call call = calls.get(id);
        if (call != null) {
            work.accept(call);
        }
    }

    // ---- time

    /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} for never. */
    public long wakeAt() {
        long at = NEVER;
        for (Session session : sessions.values()) {
            at = Math.min(at, session.until);
        }
        for (Call call : calls.values()) {
            at = Math.min(at, call.until);
        }
        return at;
    }

    public List<Effect> tick(long nowMs) {
        now = nowMs;
        for (Call call : List.copyOf(calls.values())) {
            if (now >= call.until) {
                expire(call);
            }
        }
        for (Session session : List.copyOf(sessions.values())) {
            if (now >= session.until) {
                String late = "no call was linked to it in time";
                tell(Telling.error("webrtc-offer", "expired", late).with("session", session.id));
                close(session);
            }
        }
        return out();
    }

    private void expire(Call call) {
        if (call.state == Call.State.PENDING) {
            String late = "no session was linked to it in time";
            tell(Telling.error("call", "expired", late).with("call", call.id));
            end(call, DisconnectCause.of(Reason.NO_ANSWER));
            return;
        }
        end(call, DisconnectCause.of(Reason.MEDIA_LOST));
    }

    // ---- ends

    private void end(Call call, DisconnectCause cause) {
        if (call.hasLeg()) {
            effects.add(new Effect.EndLeg(call.id, cause));
        }
        remove(call, cause);
    }

    private void remove(Call call, DisconnectCause cause) {
        calls.remove(call.id);
        tell(Telling.ended(call.id, call.party, cause));
        if (call.session != null) {
            close(sessions.get(call.session));
        }
    }

    private void close(Session session) {
        if (session != null && sessions.remove(session.id) != null) {
            effects.add(new Effect.CloseSession(session.id));
        }
    }

    private void show(Call call, String state) {
        call.shown = state;
        tell(Telling.call(call.id, state, call.party));
    }

    private void error(Said said, String code, String detail, String call, String session) {
        Telling telling = Telling.error(said.type(), code, detail);
        telling = call.isEmpty() ? telling : telling.with("call", call);
        tell(session.isEmpty() ? telling : telling.with("session", session));
    }

    private void tell(Telling telling) {
        if (present) {
            effects.add(new Effect.Tell(telling));
        }
    }

    private List<Effect> out() {
        List<Effect> made = List.copyOf(effects);
        effects = new ArrayList<>();
        return made;
    }
}
