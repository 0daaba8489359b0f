package org.patchbay.scripting.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;

class PlanReaderTest {
    private static Plan read(Object written) {
        return PlanReader.read(written, "0301234");
    }

    @Test
    void ringWithEverything() {
        Plan plan =
                read(
                        Map.of(
                                "ring", List.of("user:anna", "device:lobby"),
                                "strategy", "order",
                                "timeoutS", 12.5,
                                "callerId", Map.of("number", "+4930", "name", "Office"),
                                "otherwise",
                                        Map.of(
                                                "noAnswer", Map.of("room", 8001.0),
                                                "busy", Map.of("reject", "busy"),
                                                "declined", Map.of("app", "voicemail", "box", 1.0),
                                                "unreachable", Map.of("trunk", "acme"),
                                                "failed", Map.of("ring", "user:bert"))));
        Plan.Ring expected =
                new Plan.Ring(
                        List.of(Target.parse("user:anna"), Target.parse("device:lobby")),
                        Plan.Strategy.ORDER,
                        Duration.ofMillis(12_500),
                        Map.of(
                                Plan.Outcome.NO_ANSWER, new Plan.JoinRoom("8001"),
                                Plan.Outcome.BUSY, new Plan.Reject(Reason.BUSY),
                                Plan.Outcome.DECLINED,
                                        new Plan.RunApp("voicemail", Map.of("box", "1")),
                                Plan.Outcome.UNREACHABLE, trunk("acme/0301234"),
                                Plan.Outcome.FAILED,
                                        Plan.Ring.all(
                                                List.of(Target.parse("user:bert")),
                                                Duration.ofSeconds(30))),
                        Optional.of(new Party("+4930", "Office")));
        assertEquals(expected, plan);
    }

    @Test
    void anAppHasBranchesToo() {
        Map<String, Object> written =
                Map.of(
                        "app", "voicemail",
                        "box", "sales",
                        "otherwise", Map.of("unreachable", Map.of("room", "8001")));
        assertEquals(
                new Plan.RunApp(
                        "voicemail",
                        Map.of("box", "sales"),
                        Map.of(Plan.Outcome.UNREACHABLE, new Plan.JoinRoom("8001"))),
                read(written));
        PlanException e =
                assertThrows(
                        PlanException.class,
                        () -> read(Map.of("app", "a", "otherwise", Map.of("busy", "x"))));
        assertEquals(
                "plan.otherwise.busy: expected a plan such as {ring: ['user:anna']}, not 'x'",
                e.getMessage());
    }

    private static Plan.Ring trunk(String... addresses) {
        return new Plan.Ring(
                Stream.of(addresses).map(a -> new Target("trunk", a)).toList(),
                Plan.Strategy.ORDER,
                Duration.ofSeconds(30),
                Map.of(),
                Optional.empty());
    }

    @Test
    void trunksAreTriedInTheirOrder() {
        assertEquals(
                trunk("acme/+49301", "backup/+49301"),
                read(Map.of("trunk", List.of("acme", "backup"), "number", "+49301")));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("yes", "plan: expected a plan such as"),
                Arguments.of(Map.of(), "plan: expected one of ring"),
                Arguments.of(Map.of("ring", List.of()), "plan.ring: expected 1 to 32"),
                Arguments.of(Map.of("ring", List.of("a:b", "foo")), "plan.ring[1]: 'foo' is not"),
                Arguments.of(Map.of("ring", List.of(7.0)), "plan.ring[0]: 7 is not a target"),
                Arguments.of(Map.of("ring", "a:b", "timeOut", 3.0), "plan: unknown key 'timeOut'"),
                Arguments.of(Map.of("ring", "a:b", "timeoutS", 0.0), "plan.timeoutS: expected"),
                Arguments.of(
                        Map.of("ring", "a:b", "timeoutS", Double.NaN), "plan.timeoutS: expected"),
                Arguments.of(Map.of("ring", "a:b", "strategy", "any"), "plan.strategy: expected"),
                Arguments.of(
                        Map.of("ring", "a:b", "otherwise", Map.of("busy", "no")),
                        "plan.otherwise.busy: expected a plan"),
                Arguments.of(
                        Map.of("ring", "a:b", "otherwise", Map.of("engaged", Map.of())),
                        "plan.otherwise: unknown key 'engaged'"),
                Arguments.of(Map.of("ring", "a:b", "callerId", "x y"), "plan.callerId: 'x y'"),
                Arguments.of(Map.of("room", "../8"), "plan.room: '../8' is not a number"),
                Arguments.of(
                        Map.of("room", "main room"), "plan.room: 'main room' is not a number: 1"),
                Arguments.of(
                        Map.of("app", "a b"), "plan.app: 'a b' is not a name: 1 to 64 letters"),
                Arguments.of(Map.of("room", List.of()), "plan.room: a list is not a number"),
                Arguments.of(Map.of("app", "a", "x", Map.of()), "plan.x: expected a text"),
                Arguments.of(Map.of("reject", "normal"), "plan.reject: 'normal' is no reason"),
                Arguments.of(Map.of("reject", "no"), "plan.reject: 'no' is no reason"),
                Arguments.of(Map.of("trunk", "acme", "number", "1@evil"), "plan.number: '1@evil'"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void errorsNameThePlace(Object written, String message) {
        PlanException e = assertThrows(PlanException.class, () -> read(written));
        assertEquals(
                message,
                e.getMessage().substring(0, Math.min(message.length(), e.getMessage().length())));
    }

    static Stream<Arguments> noDial() {
        return Stream.of(
                Arguments.of(Map.of("room", "8001"), "dial: expected a plan that rings"),
                Arguments.of(
                        Map.of("ring", "a:b", "otherwise", Map.of("busy", Map.of("app", "menu"))),
                        "dial.otherwise.busy: expected a plan that rings"),
                Arguments.of(Map.of("ring", "foo"), "dial.ring: 'foo' is not a target"));
    }

    @ParameterizedTest
    @MethodSource("noDial")
    void aDialOnlyRings(Object written, String message) {
        PlanException e =
                assertThrows(PlanException.class, () -> PlanReader.readRing(written, "1", "dial"));
        assertEquals(message, e.getMessage().substring(0, message.length()));
    }

    @Test
    void whatADialSaysOtherwiseIsRead() {
        Map<String, Object> bert = Map.of("ring", "user:bert");
        Map<String, Object> dial = Map.of("ring", "user:anna", "otherwise", Map.of("busy", bert));
        assertEquals(
                read(bert),
                PlanReader.readRing(dial, "1", "dial").otherwise().get(Plan.Outcome.BUSY));
    }

    @Test
    void nestingIsBounded() {
        Object plan = Map.of("room", "1");
        for (int i = 0; i < 20; i++) {
            plan = Map.of("ring", "user:a", "otherwise", Map.of("busy", plan));
        }
        Object deep = plan;
        assertThrows(PlanException.class, () -> read(deep));
    }

    @Test
    void everyReasonHasAName() {
        for (Reason reason : Reason.values()) {
            assertEquals(reason, Reasons.toHangUp(Reasons.camel(reason.name()), "hangup"));
        }
        assertEquals("noCommonCodec", Reasons.camel(Reason.NO_COMMON_CODEC.name()));
    }
}
