package org.patchbay.sip.internal.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.subscribe.Subscription.End;
import org.patchbay.sip.internal.subscribe.Subscription.Input;
import org.patchbay.sip.internal.subscribe.Subscription.Notice;
import org.patchbay.sip.internal.subscribe.Subscription.Step;

/** RFC 6665 §4.2: state and input give state and NOTIFY. */
class SubscriptionTest {
    private static final long NOW = seconds(1_000);
    private static final Input CHANGED = new Input.Changed();
    private static final Input TICK = new Input.Tick();
    private static final Input OK = answer(200);

    private static long seconds(double s) {
        return Duration.ofMillis(Math.round(s * 1000)).toNanos();
    }

    private static Input answer(int status) {
        return new Input.Answered(status, OptionalInt.empty());
    }

    /** Subscribed for ten minutes, the first NOTIFY under way. */
    private static Subscription begun() {
        return Subscription.begin(NOW).next(new Input.Subscribed(600), NOW).state();
    }

    /** That NOTIFY was answered. */
    private static Subscription active() {
        return begun().next(OK, NOW).state();
    }

    private static void says(String state, long version, Step step) {
        assertEquals(Optional.of(new Notice(version, state)), step.send());
    }

    private static void saysNothing(Step step) {
        assertEquals(Optional.empty(), step.send());
    }

    @Test
    void theFirstNotifyComesAtOnce() {
        says("active;expires=600", 0, Subscription.begin(NOW).next(new Input.Subscribed(600), NOW));
    }

    @Test
    void aRenewalIsAnsweredAtOnceWhateverTheRate() {
        says("active;expires=60", 1, active().next(new Input.Subscribed(60), NOW + 1));
    }

    @Test
    void aChangeIsToldAtOnceWhereNothingWasToldBefore() {
        says("active;expires=590", 1, active().next(CHANGED, NOW + seconds(10)));
    }

    @Test
    void changesWithinASecondAreOneNotify() {
        Step soon = active().next(CHANGED, NOW + seconds(0.2));
        saysNothing(soon);
        assertEquals(NOW + seconds(1), soon.state().deadline());
        Step again = soon.state().next(CHANGED, NOW + seconds(0.5));
        saysNothing(again);
        saysNothing(again.state().next(TICK, NOW + seconds(0.9)));
        Step due = again.state().next(TICK, NOW + seconds(1));
        says("active;expires=599", 1, due);
        Step heard = due.state().next(OK, NOW + seconds(1.1));
        saysNothing(heard);
        assertEquals(NOW + seconds(600), heard.state().deadline());
    }

    @Test
    void whatChangesWhileANotifyIsUnderWayWaitsForItsAnswer() {
        Step changed = begun().next(CHANGED, NOW + seconds(5));
        saysNothing(changed);
        assertEquals(NOW + seconds(40), changed.state().deadline(), "for its answer");
        says("active;expires=594", 1, changed.state().next(OK, NOW + seconds(6)));
    }

    @Test
    void aRenewalWhileANotifyIsUnderWayIsAnsweredAfterIt() {
        Step renewed = begun().next(new Input.Subscribed(300), NOW);
        saysNothing(renewed);
        says("active;expires=300", 1, renewed.state().next(OK, NOW));
    }

    @Test
    void itEndsWhereNobodyRenewsIt() {
        saysNothing(active().next(TICK, NOW + seconds(599.9)));
        Step over = active().next(TICK, NOW + seconds(600));
        says("terminated;reason=timeout", 1, over);
        assertFalse(over.state().isActive());
        assertFalse(over.state().closed());
        assertEquals(NOW + seconds(640), over.state().deadline());
        assertTrue(over.state().next(OK, NOW + seconds(600)).state().closed());
        assertTrue(over.state().next(TICK, NOW + seconds(640)).state().closed());
    }

    @Test
    void expiresZeroEndsIt() {
        Step over = active().next(new Input.Subscribed(0), NOW);
        says("terminated;reason=timeout", 1, over);
        assertFalse(over.state().isActive());
    }

    @Test
    void expiresZeroAtOnceIsALook() {
        says(
                "terminated;reason=timeout",
                0,
                Subscription.begin(NOW).next(new Input.Subscribed(0), NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, timeout",
        "NO_RESOURCE, noresource",
        "REJECTED, rejected",
        "PROBATION, probation;retry-after=30"
    })
    void theLastNotifySaysWhy(End why, String reason) {
        Step over = active().next(new Input.Ended(why), NOW);
        says("terminated;reason=" + reason, 1, over);
        saysNothing(over.state().next(new Input.Ended(End.TIMEOUT), NOW));
        saysNothing(over.state().next(CHANGED, NOW + seconds(5)));
    }

    @Test
    void anEndWhileANotifyIsUnderWayIsToldAfterIt() {
        Step ended = begun().next(new Input.Ended(End.PROBATION), NOW);
        saysNothing(ended);
        says("terminated;reason=probation;retry-after=30", 1, ended.state().next(OK, NOW));
    }

    @ParameterizedTest
    @CsvSource({"481", "404", "405", "410", "416", "480", "485", "489", "501", "604"})
    void aNotifyThatNobodyKnowsOfEndsIt(int status) {
        Step refused = begun().next(answer(status), NOW);
        saysNothing(refused);
        assertTrue(refused.state().closed());
        assertEquals(Timing.NEVER, refused.state().deadline());
        saysNothing(refused.state().next(CHANGED, NOW + seconds(5)));
    }

    /** What the lamp shows is wrong until it is told again. */
    @ParameterizedTest
    @CsvSource({"0", "401", "408", "423", "500", "503", "603"})
    void aNotifyThatFailedIsToldAgain(int status) {
        Step lost = begun().next(failed(status), NOW + seconds(32));
        saysNothing(lost);
        assertTrue(lost.state().isActive());
        assertEquals(NOW + seconds(62), lost.state().deadline());
        saysNothing(lost.state().next(CHANGED, NOW + seconds(40)));
        says("active;expires=538", 1, lost.state().next(TICK, NOW + seconds(62)));
    }

    @ParameterizedTest
    @CsvSource({"0", "500"})
    void theThirdThatFailsInARowEndsIt(int status) {
        Subscription state = begun();
        for (int again = 30; again <= 60; again += 30) {
            state = state.next(failed(status), NOW + seconds(again - 30)).state();
            Step told = state.next(TICK, NOW + seconds(again));
            assertTrue(told.send().isPresent());
            state = told.state();
        }
        assertTrue(state.next(failed(status), NOW + seconds(61)).state().closed());
        Subscription heard = state.next(OK, NOW + seconds(61)).state();
        Subscription asked = heard.next(CHANGED, NOW + seconds(70)).state();
        assertFalse(asked.next(failed(status), NOW + seconds(71)).state().closed(), "afresh");
    }

    @Test
    void whoRenewsItAfterALossIsToldAtOnceAndIsThere() {
        Subscription state = begun().next(failed(0), NOW).state();
        state =
                state.next(TICK, NOW + seconds(30))
                        .state()
                        .next(failed(0), NOW + seconds(31))
                        .state();
        Step renewed = state.next(new Input.Subscribed(600), NOW + seconds(32));
        says("active;expires=600", 2, renewed);
        assertFalse(renewed.state().next(failed(0), NOW + seconds(60)).state().closed());
    }

    @Test
    void aNotifyOfWhichNothingIsHeardAtAllIsLost() {
        saysNothing(begun().next(TICK, NOW + seconds(39)));
        Step lost = begun().next(TICK, NOW + seconds(40));
        saysNothing(lost);
        assertEquals(NOW + seconds(70), lost.state().deadline());
        assertEquals(active(), active().next(new Input.Unanswered(), NOW).state());
    }

    /** 0 for none. */
    private static Input failed(int status) {
        return status == 0 ? new Input.Unanswered() : answer(status);
    }

    @Test
    void whoAsksForTimeIsToldLater() {
        Step later = begun().next(new Input.Answered(503, OptionalInt.of(5)), NOW);
        saysNothing(later);
        assertEquals(NOW + seconds(5), later.state().deadline());
        says("active;expires=595", 1, later.state().next(TICK, NOW + seconds(5)));
    }

    @Test
    void whoAsksForMoreTimeThanThereIsIsToldOfTheEnd() {
        Step later = begun().next(new Input.Answered(503, OptionalInt.of(9_999)), NOW);
        assertEquals(NOW + seconds(600), later.state().deadline());
        says("terminated;reason=timeout", 1, later.state().next(TICK, NOW + seconds(600)));
    }

    @Test
    void theLastNotifyIsNotRepeated() {
        Step over = active().next(new Input.Ended(End.REJECTED), NOW);
        assertTrue(over.state().next(failed(0), NOW + seconds(32)).state().closed());
        assertTrue(over.state().next(failed(500), NOW).state().closed());
    }

    @Test
    void whoHasForgottenItHearsNothing() {
        Step forgotten = active().next(new Input.Forgotten(), NOW);
        saysNothing(forgotten);
        assertTrue(forgotten.state().closed());
    }
}
