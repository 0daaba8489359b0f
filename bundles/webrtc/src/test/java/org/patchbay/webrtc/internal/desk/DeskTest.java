package org.patchbay.webrtc.internal.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;

/** The strict order of our signalling, word by word. */
class DeskTest {
    private static final DeskLimits LIMITS =
            new DeskLimits(3, 3, 4, 60_000, 30_000, 15_000, 20_000);
    private static final String CANDIDATE = "candidate:1 1 udp 5 192.0.2.1 5000 typ host";

    private int ids;
    private long now = 1000;
    private final Desk desk = new Desk(LIMITS, () -> "own" + ++ids);

    private List<String> said(Said said) {
        return words(desk.said(said, now));
    }

    private List<String> news(News news) {
        return words(desk.happened(news, now));
    }

    private List<String> tick(long ms) {
        now += ms;
        return words(desk.tick(now));
    }

    /** Short forms of effects. */
    private static List<String> words(List<Effect> effects) {
        List<String> words = new ArrayList<>();
        for (Effect e : effects) {
            words.add(word(e));
        }
        return words;
    }

    private static String word(Effect e) {
        if (e instanceof Effect.Tell t) {
            Map<String, Object> f = t.telling().fields();
            return switch (t.telling().type()) {
                case "error" -> "error " + f.get("of") + " " + f.get("code");
                case "call" -> "call " + f.get("call") + " " + f.get("state") + cause(f);
                case "webrtc-incoming" -> "incoming " + f.get("call") + " " + f.get("direction");
                default -> t.telling().type();
            };
        }
        if (e instanceof Effect.OpenSession o) {
            return "open " + o.session();
        }
        if (e instanceof Effect.RestartSession o) {
            return "restart " + o.session();
        }
        if (e instanceof Effect.CloseSession o) {
            return "close " + o.session();
        }
        if (e instanceof Effect.BringIn o) {
            return "bring " + o.call() + " " + o.session() + " " + o.to();
        }
        if (e instanceof Effect.Answer o) {
            return "answer " + o.call() + " " + o.session();
        }
        if (e instanceof Effect.EndLeg o) {
            return "end " + o.call() + " " + o.cause().reason();
        }
        return e.getClass().getSimpleName();
    }

    private static String cause(Map<String, Object> fields) {
        return fields.containsKey("cause") ? " " + fields.get("cause") : "";
    }

    private void rung(String call) {
        assertEquals(
                List.of("incoming " + call + " in"),
                news(new News.Rung(call, false, Optional.empty(), new Party("1009", ""))));
    }

    private void session(String id) {
        assertEquals(List.of("open " + id), said(new Said.Offer(id, "v=0")));
        assertEquals(List.of("webrtc-answer"), news(new News.Answered(id, "v=0")));
    }

    @Test
    void aCallOfThePageInItsOrder() {
        assertEquals(List.of("incoming own1 out"), said(new Said.Call("1002")));
        session("s");
        assertEquals(List.of("linked", "bring own1 s 1002"), said(new Said.Link("own1", "s")));
        assertEquals(List.of("call own1 ringing"), news(new News.Progress("own1", "ringing")));
        assertEquals(List.of(), news(new News.Connected("s")));
        assertEquals(List.of("call own1 up"), news(new News.Up("own1")));
        assertEquals(
                List.of("end own1 NORMAL", "call own1 ended normal", "close s"),
                said(new Said.Hangup("own1")));
        assertTrue(desk.isEmpty());
    }

    @Test
    void aSessionMayBeThereBeforeItsCall() {
        session("s");
        assertEquals(List.of("incoming own1 out"), said(new Said.Call("1002")));
        assertEquals(List.of("linked", "bring own1 s 1002"), said(new Said.Link("own1", "s")));
    }

    @Test
    void aCallThatRingsIsAnsweredWhenPacketsFlow() {
        rung("L1");
        session("s");
        assertEquals(List.of("linked"), said(new Said.Link("L1", "s")));
        assertEquals(List.of("answer L1 s", "call L1 up"), news(new News.Connected("s")));
    }

    @Test
    void aSessionThatIsConnectedBeforeAnswersAtOnce() {
        session("s");
        news(new News.Connected("s"));
        rung("L1");
        assertEquals(
                List.of("linked", "answer L1 s", "call L1 up"), said(new Said.Link("L1", "s")));
    }

    @Test
    void aLinkBeforeTheAnswerWaitsForIt() {
        said(new Said.Call("1002"));
        said(new Said.Offer("s", "v=0"));
        assertEquals(List.of("linked"), said(new Said.Link("own1", "s")));
        assertEquals(
                List.of("webrtc-answer", "bring own1 s 1002"), news(new News.Answered("s", "v=0")));
    }

    @Test
    void anOfferWithoutALinkEnds() {
        session("s");
        assertEquals(List.of(), tick(59_999));
        assertEquals(List.of("error webrtc-offer expired", "close s"), tick(1));
        assertTrue(desk.isEmpty());
    }

    @Test
    void aLinkWithoutAnOfferIsAnError() {
        rung("L1");
        assertEquals(List.of("error webrtc-link unknown-session"), said(new Said.Link("L1", "s")));
        session("s");
        assertEquals(List.of("linked"), said(new Said.Link("L1", "s")), "nothing was left behind");
    }

    @Test
    void aSecondLinkIsAnErrorAndTheFirstStays() {
        rung("L1");
        rung("L2");
        session("s");
        session("t");
        said(new Said.Link("L1", "s"));
        assertEquals(List.of("error webrtc-link already-linked"), said(new Said.Link("L1", "t")));
        assertEquals(List.of("error webrtc-link session-in-use"), said(new Said.Link("L2", "s")));
        assertEquals(List.of("answer L1 s", "call L1 up"), news(new News.Connected("s")));
    }

    @Test
    void idsOfOthersAreUnknown() {
        session("s");
        assertEquals(List.of("error webrtc-link unknown-call"), said(new Said.Link("theirs", "s")));
        for (Said said :
                List.of(
                        new Said.Decline("theirs"),
                        new Said.Ignore("theirs"),
                        new Said.Hangup("theirs"),
                        new Said.Hold("theirs", true),
                        new Said.Key("theirs", '1'),
                        new Said.Transfer("theirs", Optional.of("1"), Optional.empty()))) {
            assertEquals(List.of("error " + said.type() + " unknown-call"), said(said));
        }
        assertEquals(
                List.of("error candidate unknown-session"),
                said(new Said.Candidate("theirs", CANDIDATE)));
        assertEquals(
                List.of("error webrtc-restart unknown-session"),
                said(new Said.Restart("theirs", "v=0")));
    }

    @Test
    void aSecondSessionOfThatIdIsAnErrorAndTheFirstStays() {
        session("s");
        assertEquals(
                List.of("error webrtc-offer session-exists"), said(new Said.Offer("s", "v=0")));
        rung("L1");
        assertEquals(List.of("linked"), said(new Said.Link("L1", "s")));
    }

    @Test
    void anOfferThatCannotBeAnsweredLeavesNothing() {
        rung("L1");
        said(new Said.Offer("s", "?"));
        said(new Said.Link("L1", "s"));
        assertEquals(
                List.of(
                        "error webrtc-offer bad-sdp",
                        "end L1 NO_COMMON_CODEC",
                        "call L1 ended no_common_codec",
                        "close s"),
                news(new News.Refused("s", "webrtc-offer", "bad-sdp", "?")));
        assertTrue(desk.isEmpty());
    }

    @Test
    void aRestartThatCannotBeAnsweredChangesNothing() {
        rung("L1");
        session("s");
        said(new Said.Link("L1", "s"));
        news(new News.Connected("s"));
        assertEquals(List.of("restart s"), said(new Said.Restart("s", "?")));
        assertEquals(
                List.of("error webrtc-restart bad-sdp"),
                news(new News.Refused("s", "webrtc-restart", "bad-sdp", "?")));
        assertEquals(Long.MAX_VALUE, desk.wakeAt());
    }

    @Test
    void aCallThatIsDeclined() {
        rung("L1");
        assertEquals(
                List.of("end L1 DECLINED", "call L1 ended declined"), said(new Said.Decline("L1")));
        rung("L2");
        session("s");
        said(new Said.Link("L2", "s"));
        assertEquals(List.of("error decline already-linked"), said(new Said.Decline("L2")));
    }

    @Test
    void aCallThatIsIgnoredRingsOnForTheHub() {
        rung("L1");
        assertEquals(List.of(), said(new Said.Ignore("L1")));
        assertEquals(
                List.of("call L1 ended answered_elsewhere"),
                news(new News.Ended("L1", DisconnectCause.of(Reason.ANSWERED_ELSEWHERE))));
    }

    @Test
    void aCallThatIsNeverLinkedEnds() {
        said(new Said.Call("1002"));
        assertEquals(List.of("error call expired", "call own1 ended no_answer"), tick(30_000));
    }

    @Test
    void aCallWhosePacketsNeverComeEnds() {
        rung("L1");
        session("s");
        said(new Said.Link("L1", "s"));
        assertEquals(
                List.of("end L1 MEDIA_LOST", "call L1 ended media_lost", "close s"), tick(15_000));
    }

    @Test
    void whatIsNotUpCannotBeHeldOrTransferred() {
        rung("L1");
        assertEquals(List.of("error hold not-up"), said(new Said.Hold("L1", true)));
        assertEquals(List.of("error key not-up"), said(new Said.Key("L1", '1')));
        assertEquals(
                List.of("error transfer not-up"),
                said(new Said.Transfer("L1", Optional.of("1"), Optional.empty())));
    }

    @Test
    void aTransferToAnotherCallNeedsOneOfThisPage() {
        rung("L1");
        session("s");
        said(new Said.Link("L1", "s"));
        news(new News.Connected("s"));
        said(new Said.Call("1003"));
        for (String other : List.of("theirs", "L1", "own1")) {
            assertEquals(
                    List.of("error transfer unknown-call"),
                    said(new Said.Transfer("L1", Optional.empty(), Optional.of(other))));
        }
        rung("L3");
        assertEquals(
                List.of("Transfer"),
                said(new Said.Transfer("L1", Optional.empty(), Optional.of("L3"))));
    }

    @Test
    void thereIsOnlySoMuchOfEach() {
        session("a");
        session("b");
        session("c");
        assertEquals(List.of("error webrtc-offer too-many"), said(new Said.Offer("d", "v=0")));
        for (int i = 0; i < 4; i++) {
            assertEquals(List.of("AddCandidate"), said(new Said.Candidate("a", CANDIDATE)));
        }
        assertEquals(List.of("error candidate too-many"), said(new Said.Candidate("a", CANDIDATE)));
        said(new Said.Call("1"));
        said(new Said.Call("2"));
        said(new Said.Call("3"));
        assertEquals(List.of("error call too-many"), said(new Said.Call("4")));
        assertEquals(
                List.of("end L9 BUSY"),
                news(new News.Rung("L9", false, Optional.empty(), Party.ANONYMOUS)));
    }

    @Test
    void candidatesAreReadAndTheirEndIsNothing() {
        session("a");
        assertEquals(List.of("error candidate bad-candidate"), said(new Said.Candidate("a", "?")));
        assertEquals(List.of(), said(new Said.Candidate("a", "")));
    }

    @Test
    void aPageThatGoesLeavesOnlyWhatTalks() {
        rung("L1");
        session("s");
        said(new Said.Link("L1", "s"));
        news(new News.Connected("s"));
        rung("L2");
        session("t");
        said(new Said.Call("1002"));
        assertEquals(List.of("close t"), words(desk.gone(now)));
        assertEquals("L1", desk.kept().get(0).get("call"));
        assertEquals("s", desk.kept().get(0).get("session"));
        assertEquals(
                List.of("end L9 NOT_REGISTERED"),
                news(new News.Rung("L9", false, Optional.empty(), Party.ANONYMOUS)));
        assertEquals(List.of(), tick(4_999));
        assertEquals(List.of("end L2 NOT_REGISTERED"), tick(1));
        assertEquals(List.of(), tick(14_999));
        assertEquals(List.of("end L1 MEDIA_LOST", "close s"), tick(1));
        assertTrue(desk.isEmpty());
    }

    @Test
    void whatRingsRingsAgainOnAPageThatIsLoadedAnew() {
        rung("L1");
        desk.gone(now);
        now += 3_000;
        assertEquals(List.of("incoming L1 in"), words(desk.resumed(now)));
        assertEquals(List.of(), desk.kept());
        assertEquals(List.of(), tick(60_000));
        assertTrue(
                words(
                                        desk.happened(
                                                new News.Ended(
                                                        "L1", DisconnectCause.of(Reason.NO_ANSWER)),
                                                now))
                                .size()
                        > 0);
        assertTrue(desk.isEmpty());
    }

    /** Nobody speaks for a page that is away; what it has begun goes on when it is there again. */
    @Test
    void whatIsBeingAnsweredIsAnsweredWhenThePageIsBack() {
        rung("L1");
        session("s");
        said(new Said.Link("L1", "s"));
        desk.gone(now);
        assertEquals(List.of(), news(new News.Connected("s")));
        assertTrue(words(desk.resumed(now)).contains("answer L1 s"));
    }

    @Test
    void aPageThatComesBackHasItsCallAndTimeToRestart() {
        rung("L1");
        session("s");
        said(new Said.Link("L1", "s"));
        news(new News.Connected("s"));
        desk.gone(now);
        news(new News.Lost("s"));
        now += 10_000;
        assertEquals(List.of(), words(desk.resumed(now)));
        assertEquals(List.of("restart s"), said(new Said.Restart("s", "v=0")));
        assertEquals(List.of("webrtc-answer"), news(new News.Answered("s", "v=0")));
        assertEquals(List.of(), news(new News.Connected("s")));
        assertEquals(Long.MAX_VALUE, desk.wakeAt());
    }

    @Test
    void aLostConnectionEndsTheCallWhereNothingIsDone() {
        rung("L1");
        session("s");
        said(new Said.Link("L1", "s"));
        news(new News.Connected("s"));
        assertEquals(List.of("error webrtc-offer lost"), news(new News.Lost("s")));
        assertEquals(
                List.of("end L1 MEDIA_LOST", "call L1 ended media_lost", "close s"), tick(20_000));
    }

    @Test
    void aSessionWithoutACallThatIsLostIsClosed() {
        session("s");
        assertEquals(List.of("error webrtc-offer failed", "close s"), news(new News.Lost("s")));
    }

    @Test
    void newsOfWhatIsGoneIsNothing() {
        assertEquals(List.of(), news(new News.Connected("x")));
        assertEquals(List.of(), news(new News.Lost("x")));
        assertEquals(List.of(), news(new News.Answered("x", "v=0")));
        assertEquals(List.of(), news(new News.Up("x")));
        assertEquals(List.of(), news(new News.Ended("x", DisconnectCause.of(Reason.NORMAL))));
    }

    @Test
    void resumeIsTheFirstWordOnly() {
        assertEquals(List.of("error resume too-late"), said(new Said.Resume("x")));
    }
}
