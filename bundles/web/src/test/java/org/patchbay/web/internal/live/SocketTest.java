package org.patchbay.web.internal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.web.internal.http.Gate;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Session;
import org.patchbay.web.internal.login.Sessions;
import org.patchbay.web.internal.login.Tokens;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.view.HouseView;

/** From being let in to being closed. */
class SocketTest {
    private static final String LOGGED_OUT = "close 1008 logged out";

    private final Sessions sessions =
            new Sessions(new Sessions.Limits(Duration.ofHours(1), Duration.ofHours(2), 10, 10));
    private boolean makerIsThere = true;
    private final Tokens tokens = new Tokens(List.of(), t -> {}, (by, role) -> makerIsThere);
    private final Gate gate = new Gate(sessions, tokens, InstantSource.system());
    private final Parts parts = new Parts();
    private final HouseView house = new HouseView(parts, "1", Instant.EPOCH);
    private final Broadcast broadcast = new Broadcast(parts, house, 2, 10, gate::knows);
    private final Sockets sockets =
            new Sockets(broadcast, new Switchboard(parts, house, 2, gate::knows));
    private final FakeSession far = new FakeSession();

    SocketTest() {
        sessions.onEnd(sockets::ended);
        tokens.onRevoked(sockets::revoked);
    }

    private Session login() {
        return sessions.open("anna", Role.OPERATOR, System.currentTimeMillis())
                .orElseThrow()
                .session();
    }

    private Tokens.Made token() throws IOException {
        return tokens.make("wall", Role.OPERATOR, "admin", Instant.EPOCH);
    }

    @Test
    void one_that_never_opens_leaves_nothing_behind() {
        Who anna = Who.at(login());
        for (int i = 0; i < 10; i++) {
            broadcast.open(anna);
        }
        assertEquals(0, sockets.watchers());
    }

    @Test
    void who_logs_out_while_it_opens_has_none() {
        Session session = login();
        EventSocket socket = broadcast.open(Who.at(session));
        sessions.end(session);
        socket.onWebSocketOpen(far.session());
        assertEquals(List.of(LOGGED_OUT), far.told);
        socket.onWebSocketText("{\"type\":\"begin\"}");
        assertEquals(List.of(LOGGED_OUT), far.told, "it is told nothing more");
        socket.onWebSocketClose(1008, "");
        assertEquals(0, sockets.watchers());
    }

    @Test
    void a_token_that_is_revoked_closes_what_is_open_and_what_opens() throws IOException {
        Tokens.Made made = token();
        EventSocket open = broadcast.open(Who.with(made.token()));
        EventSocket opening = broadcast.open(Who.with(made.token()));
        open.onWebSocketOpen(far.session());
        assertEquals(1, sockets.watchers());
        assertTrue(tokens.revoke(made.token().id()));
        assertEquals(List.of(LOGGED_OUT), far.told);
        opening.onWebSocketOpen(far.session());
        assertEquals(List.of(LOGGED_OUT, LOGGED_OUT), far.told);
    }

    @Test
    void whoever_is_gone_without_a_word_is_found_when_all_are_asked() throws IOException {
        EventSocket socket = broadcast.open(Who.with(token().token()));
        socket.onWebSocketOpen(far.session());
        sockets.tick(sessions, System.currentTimeMillis());
        assertEquals(List.of("ping"), far.told);
        makerIsThere = false;
        sockets.tick(sessions, System.currentTimeMillis());
        assertEquals(List.of("ping", "ping", LOGGED_OUT), far.told);
    }

    @Test
    void of_many_that_open_at_once_no_more_than_may_be() {
        Who anna = Who.at(login());
        List<EventSocket> all =
                List.of(broadcast.open(anna), broadcast.open(anna), broadcast.open(anna));
        all.forEach(s -> s.onWebSocketOpen(far.session()));
        assertEquals(List.of("close 1013 too many"), far.told);
        assertEquals(2, sockets.watchers());
        all.get(2).onWebSocketClose(1013, "");
        assertEquals(2, sockets.watchers());
    }

    @Test
    void one_that_takes_nothing_for_twenty_seconds_is_cut() throws IOException {
        EventSocket deaf = broadcast.open(Who.with(token().token()));
        long began = System.currentTimeMillis();
        deaf.onWebSocketOpen(far.session());
        deaf.onWebSocketText("{\"type\":\"begin\"}");
        assertEquals(1, far.told.size());
        sockets.tick(sessions, began + 19_000);
        assertEquals("ping", far.told.get(1));
        sockets.tick(sessions, System.currentTimeMillis() + 20_001);
        assertEquals("cut", far.told.get(2));
    }
}
