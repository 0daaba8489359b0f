package org.patchbay.webrtc.internal.desk;

import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sdp.IceCandidate;

/** What a page says, word by word. */
final class PageWords {
    private final Table t;
    private final Supplier<String> callIds;

    PageWords(Table table, Supplier<String> callIds) {
        this.t = table;
        this.callIds = callIds;
    }

    void on(Said said) {
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
    }

    private void call(Said.Call said) {
        if (t.calls.size() >= t.limits.calls()) {
            error(said, "too-many", "at most " + t.limits.calls() + " calls at a time", "", "");
            return;
        }
        Call call = Call.dialled(callIds.get(), said, t.now + t.limits.pendingMs());
        t.calls.put(call.id, call);
        t.tell(Telling.incoming(call));
    }

    private void offer(Said.Offer said) {
        if (t.sessions.containsKey(said.session())) {
            error(said, "session-exists", "there is a session of that id", "", said.session());
        } else if (t.sessions.size() >= t.limits.sessions()) {
            String most = "at most " + t.limits.sessions() + " sessions at a time";
            error(said, "too-many", most, "", said.session());
        } else {
            t.sessions.put(
                    said.session(), new Session(said.session(), t.now + t.limits.unlinkedMs()));
            t.effects.add(new Effect.OpenSession(said.session(), said.sdp()));
        }
    }

    private void link(Said.Link said) {
        Call call = t.calls.get(said.call());
        Session session = t.sessions.get(said.session());
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
            call.until = t.now + t.limits.connectMs();
            session.call = call.id;
            session.until = Table.NEVER;
            t.tell(Telling.of("linked").with("call", call.id).with("session", session.id));
            t.goOn(session);
        }
    }

    private void candidate(Said.Candidate said) {
        Session session = t.sessions.get(said.session());
        if (session == null) {
            error(said, "unknown-session", "offer it first", "", said.session());
            return;
        }
        if (session.candidates >= t.limits.candidates()) {
            error(said, "too-many", "candidates of that session", "", said.session());
            return;
        }
        session.candidates++;
        if (said.line().isEmpty()) {
            return; // the end of them: nobody waits for it
        }
        Optional<IceCandidate> read = IceCandidate.parse(said.line());
        if (read.isPresent()) {
            t.effects.add(new Effect.AddCandidate(session.id, read.get()));
        } else {
            error(said, "bad-candidate", "it cannot be read", "", said.session());
        }
    }

    private void restart(Said.Restart said) {
        Session session = t.sessions.get(said.session());
        if (session == null) {
            error(said, "unknown-session", "there is none to restart", "", said.session());
            return;
        }
        session.candidates = 0;
        t.effects.add(new Effect.RestartSession(session.id, said.sdp()));
    }

    private void ofCall(Said said) {
        String id = callOf(said);
        Call call = t.calls.get(id);
        if (call == null) {
            error(said, "unknown-call", "there is no such call here", id, "");
        } else if (said instanceof Said.Decline) {
            decline(said, call);
        } else if (said instanceof Said.Hangup) {
            t.end(call, DisconnectCause.of(Reason.NORMAL));
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
        if (said instanceof Said.Join s) {
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
            t.end(call, DisconnectCause.of(Reason.DECLINED));
        }
    }

    private void ofTalk(Said said, Call call) {
        boolean early = said instanceof Said.Key && call.state == Call.State.PLACED;
        if (call.state != Call.State.UP && !early) {
            error(said, "not-up", "the call is not up", call.id, "");
        } else if (said instanceof Said.Hold hold) {
            t.effects.add(new Effect.Hold(call.id, hold.on()));
        } else if (said instanceof Said.Join join) {
            t.effects.add(new Effect.Join(call.id, join.to()));
        } else if (said instanceof Said.Key key) {
            t.effects.add(new Effect.Key(call.id, key.key()));
        } else if (said instanceof Said.Transfer transfer) {
            transfer(transfer, call);
        }
    }

    private void transfer(Said.Transfer said, Call call) {
        String other = said.other().orElse("");
        boolean known = t.calls.containsKey(other) && !other.equals(call.id);
        if (said.other().isPresent() && (!known || !t.calls.get(other).hasLeg())) {
            error(said, "unknown-call", "there is no such other call here", other, "");
        } else {
            t.effects.add(new Effect.Transfer(call.id, said.to(), said.other()));
        }
    }

    private void error(Said said, String code, String detail, String call, String session) {
        Telling telling = Telling.error(said.type(), code, detail);
        telling = call.isEmpty() ? telling : telling.with("call", call);
        t.tell(session.isEmpty() ? telling : telling.with("session", session));
    }
}
