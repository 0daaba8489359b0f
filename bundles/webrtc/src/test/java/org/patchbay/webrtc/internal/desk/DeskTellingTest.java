package org.patchbay.webrtc.internal.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.JoinProgress;
import org.patchbay.call.api.Party;

/** What a page is told of a third, and of a call that only listens. */
class DeskTellingTest {
    private static final DeskLimits LIMITS =
            new DeskLimits(3, 3, 4, 60_000, 30_000, 15_000, 20_000);

    private final Desk desk = new Desk(LIMITS, () -> "own");

    private void talks(String call, String session) {
        desk.said(new Said.Offer(session, "v=0"), 0);
        desk.happened(new News.Answered(session, "v=0"), 0);
        desk.said(new Said.Link(call, session), 0);
        desk.happened(new News.Connected(session), 0);
    }

    private Map<String, Object> joining(JoinProgress progress) {
        News news = new News.Joining("L1", "1003", progress);
        Effect.Tell told = (Effect.Tell) desk.happened(news, 0).get(0);
        Map<String, Object> fields = new HashMap<>(told.telling().fields());
        assertEquals("L1", fields.remove("call"));
        assertEquals("up", fields.remove("state"), "it talks on");
        assertEquals("1003", fields.remove("third"));
        fields.remove("party");
        return fields;
    }

    @Test
    void whatBecomesOfAThirdIsTold() {
        desk.happened(new News.Rung("L1", false, Optional.empty(), Party.ANONYMOUS), 0);
        talks("L1", "s");
        assertEquals(
                List.of(new Effect.Join("L1", "1003")), desk.said(new Said.Join("L1", "1003"), 0));
        assertEquals(Map.of("join", "begun"), joining(new JoinProgress.Begun()));
        assertEquals(Map.of("join", "done"), joining(new JoinProgress.Done()));
        assertEquals(
                Map.of("join", "failed", "cause", "no_answer"),
                joining(new JoinProgress.Failed(DisconnectCause.of(Reason.NO_ANSWER))));
        assertEquals(
                Map.of("join", "refused", "detail", "three talk already"),
                joining(new JoinProgress.Refused("three talk already")));
    }

    @Test
    void aPageThatOnlyListensKnowsItAlsoWhenItComesBack() {
        Optional<CallId> heard = Optional.of(new CallId("c7"));
        List<Effect> rung = desk.happened(new News.Rung("L1", true, heard, Party.ANONYMOUS), 0);
        assertEquals("c7", ((Effect.Tell) rung.get(0)).telling().fields().get("listensTo"));
        talks("L1", "s");
        desk.gone(0);
        assertEquals("c7", desk.kept().get(0).get("listensTo"));
    }
}
