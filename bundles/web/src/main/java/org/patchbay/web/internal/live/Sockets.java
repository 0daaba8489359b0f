package org.patchbay.web.internal.live;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.Session;
import org.patchbay.web.internal.login.Sessions;
import org.patchbay.web.internal.login.Token;

/** All that are open: who is no longer let in has none. */
public final class Sockets {
    private final Broadcast broadcast;
    private final Switchboard switchboard;

    public Sockets(Broadcast broadcast, Switchboard switchboard) {
        this.broadcast = broadcast;
        this.switchboard = switchboard;
    }

    private Stream<Socket> all() {
        return Stream.concat(
                broadcast.sockets().stream().map(s -> (Socket) s),
                switchboard.sockets().stream().map(s -> (Socket) s));
    }

    public void ended(Session session) {
        close(who -> who.session().filter(s -> s == session).isPresent());
    }

    public void revoked(Token token) {
        close(who -> who.token().filter(t -> t.id().equals(token.id())).isPresent());
    }

    private void close(Predicate<Who> whose) {
        all().filter(s -> whose.test(s.who()))
                .forEach(s -> s.closeNow(StatusCode.POLICY_VIOLATION, Socket.LOGGED_OUT));
    }

    /** Closes those of whoever would no longer be let in. */
    public void ask() {
        all().forEach(Socket::ask);
    }

    /** They stay as long as their sessions, and the other way round. */
    public void tick(Sessions sessions, long nowMs) {
        all().forEach(
                        s -> {
                            s.who().session().ifPresent(session -> sessions.keep(session, nowMs));
                            s.tick(nowMs);
                            s.ask();
                        });
    }

    public int watchers() {
        return broadcast.sockets().size();
    }

    public int phones() {
        return switchboard.sockets().size();
    }

    /** The bundle stops: pages come again when it is back. */
    public void close() {
        all().forEach(s -> s.closeNow(StatusCode.SERVICE_RESTART, "the house is being changed"));
    }
}
