package org.patchbay.webrtc.internal.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;

/**
 * What one page has, and the strict order of our signalling: a call is pending, a session stands by
 * itself, and a link joins the two, once. Whatever does not fit is an error that changes nothing.
 * Pure: what is to be done comes out as effects; used by one thread at a time.
 */
public final class Desk {
    /**
     * A page that is loaded anew is there again by then; who calls need not wait longer for one
     * that is not.
     */
    private static final long RINGS_ON_MS = 5_000;

    private static final String GONE = "the page is gone";

    private final Table t;
    private final PageWords words;

    /**
     * @param callIds ids that nobody else has
     */
    public Desk(DeskLimits limits, Supplier<String> callIds) {
        t = new Table(limits);
        words = new PageWords(t, callIds);
    }

    // ---- the page

    public List<Effect> said(Said said, long nowMs) {
        t.now = nowMs;
        words.on(said);
        return t.out();
    }

    /**
     * The page is gone: what talks is kept for a while, and so is, for a shorter one, what rings
     * it; the rest ends.
     */
    public List<Effect> gone(long nowMs) {
        t.now = nowMs;
        t.present = false;
        for (Call call : List.copyOf(t.calls.values())) {
            if (call.hasLeg()) {
                boolean talks = call.state == Call.State.UP || call.state == Call.State.PLACED;
                long most = talks ? Long.MAX_VALUE : RINGS_ON_MS;
                call.until = t.now + Math.min(most, t.limits.keepMs());
            } else {
                t.end(call, DisconnectCause.of(Reason.NOT_REGISTERED, GONE));
            }
        }
        for (Session session : List.copyOf(t.sessions.values())) {
            if (session.call == null) {
                t.close(session);
            }
        }
        return t.out();
    }

    /** A page is there again, and is told what there is. */
    public List<Effect> resumed(long nowMs) {
        t.now = nowMs;
        t.present = true;
        for (Call call : List.copyOf(t.calls.values())) {
            Session session = t.sessions.get(call.session);
            call.until =
                    session != null && !session.connected ? t.now + t.limits.keepMs() : Table.NEVER;
            if (call.state == Call.State.PENDING) {
                t.tell(Telling.incoming(call));
            } else if (session != null) {
                t.goOn(session);
            }
        }
        return t.out();
    }

    /** For hello: the calls that the page has back. */
    public List<Map<String, Object>> kept() {
        List<Map<String, Object>> kept = new ArrayList<>();
        for (Call call : t.calls.values()) {
            if (call.session == null) {
                continue; // it rings, and is told as any that does
            }
            Map<String, Object> one = Telling.about(call);
            one.put("session", call.session);
            one.put("state", call.shown);
            kept.add(one);
        }
        return kept;
    }

    public boolean isEmpty() {
        return t.calls.isEmpty() && t.sessions.isEmpty();
    }

    // ---- elsewhere

    public List<Effect> happened(News news, long nowMs) {
        t.now = nowMs;
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
        } else if (news instanceof News.Found n) {
            session(n.session()).ifPresent(s -> t.tell(Telling.candidate(n)));
        } else if (news instanceof News.Failed n) {
            session(n.session()).ifPresent(s -> failed(s, n.detail()));
        } else {
            ofLeg(news);
        }
        return t.out();
    }

    private Optional<Session> session(String id) {
        return Optional.ofNullable(t.sessions.get(id));
    }

    private void rung(News.Rung rung) {
        if (!t.present || t.calls.size() >= t.limits.calls()) {
            Reason why = t.present ? Reason.BUSY : Reason.NOT_REGISTERED;
            t.effects.add(new Effect.EndLeg(rung.call(), DisconnectCause.of(why)));
            return;
        }
        Call call = Call.rung(rung);
        t.calls.put(call.id, call);
        t.tell(Telling.incoming(call));
    }

    private void answered(Session session, String sdp) {
        session.answered = true;
        t.tell(Telling.of("webrtc-answer").with("session", session.id).with("sdp", sdp));
        t.goOn(session);
    }

    private void refused(Session session, News.Refused news) {
        t.tell(Telling.error(news.of(), news.code(), news.detail()).with("session", session.id));
        if (!session.answered) {
            drop(session, DisconnectCause.of(Reason.NO_COMMON_CODEC, news.detail()));
        }
    }

    private void connected(Session session) {
        session.connected = true;
        Call call = session.call == null ? null : t.calls.get(session.call);
        if (call != null && t.present && call.state != Call.State.LINKED) {
            call.until = Table.NEVER;
        }
        t.goOn(session);
    }

    private void lost(Session session) {
        session.connected = false;
        Call call = session.call == null ? null : t.calls.get(session.call);
        if (call == null) {
            failed(session, "the connection is lost");
            return;
        }
        call.until = Math.min(call.until, t.now + t.limits.keepMs());
        t.tell(
                Telling.error("webrtc-offer", "lost", "the connection is lost: restart")
                        .with("call", call.id)
                        .with("session", session.id));
    }

    private void failed(Session session, String detail) {
        t.tell(Telling.error("webrtc-offer", "failed", detail).with("session", session.id));
        drop(session, DisconnectCause.of(Reason.MEDIA_LOST, detail));
    }

    /** Ends a session, and the call that is spoken in it. */
    private void drop(Session session, DisconnectCause cause) {
        Call call = session.call == null ? null : t.calls.get(session.call);
        if (call != null) {
            t.end(call, cause);
        } else {
            t.close(session);
        }
    }

    private void ofLeg(News news) {
        if (news instanceof News.Ended n) {
            Call call = t.calls.get(n.call());
            if (call != null) {
                t.remove(call, n.cause());
            }
        } else if (news instanceof News.Progress n) {
            with(n.call(), call -> t.show(call, n.state()));
        } else if (news instanceof News.Up n) {
            with(n.call(), t::up);
        } else if (news instanceof News.Waits n) {
            with(n.call(), call -> t.show(call, n.on() ? "held" : "up"));
        } else if (news instanceof News.Identified n) {
            with(
                    n.call(),
                    call -> {
                        call.party = n.party();
                        t.show(call, call.shown);
                    });
        } else if (news instanceof News.Transferring n) {
            with(
                    n.call(),
                    call ->
                            t.tell(
                                    Telling.call(call.id, call.shown, call.party)
                                            .with("transfer", n.how())));
        } else if (news instanceof News.Joining n) {
            with(n.call(), call -> t.tell(Telling.joining(call, n.third(), n.progress())));
        } else if (news instanceof News.NotDone n) {
            t.tell(Telling.error(n.of(), "refused", n.detail()).with("call", n.call()));
        } else {
            throw new IllegalStateException("no such news: " + news);
        }
    }

    private void with(String id, java.util.function.Consumer<Call> work) {
        Call call = t.calls.get(id);
        if (call != null) {
            work.accept(call);
        }
    }

    // ---- time

    /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} for never. */
    public long wakeAt() {
        long at = Table.NEVER;
        for (Session session : t.sessions.values()) {
            at = Math.min(at, session.until);
        }
        for (Call call : t.calls.values()) {
            at = Math.min(at, call.until);
        }
        return at;
    }

    public List<Effect> tick(long nowMs) {
        t.now = nowMs;
        for (Call call : List.copyOf(t.calls.values())) {
            if (t.now >= call.until) {
                expire(call);
            }
        }
        for (Session session : List.copyOf(t.sessions.values())) {
            if (t.now >= session.until) {
                String late = "no call was linked to it in time";
                t.tell(Telling.error("webrtc-offer", "expired", late).with("session", session.id));
                t.close(session);
            }
        }
        return t.out();
    }

    private void expire(Call call) {
        if (!t.present && call.state != Call.State.UP && call.state != Call.State.PLACED) {
            t.end(call, DisconnectCause.of(Reason.NOT_REGISTERED, GONE));
            return;
        }
        if (call.state == Call.State.PENDING) {
            String late = "no session was linked to it in time";
            t.tell(Telling.error("call", "expired", late).with("call", call.id));
            t.end(call, DisconnectCause.of(Reason.NO_ANSWER));
            return;
        }
        t.end(call, DisconnectCause.of(Reason.MEDIA_LOST));
    }
}
