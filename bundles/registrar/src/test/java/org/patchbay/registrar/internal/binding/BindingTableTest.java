package org.patchbay.registrar.internal.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.registrar.internal.Requests.AOR;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.BindingChange;
import org.patchbay.directory.api.BindingChange.Kind;
import org.patchbay.directory.api.RegisterOutcome;
import org.patchbay.registrar.internal.Requests;

/** RFC 3261 §10.3. */
class BindingTableTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DESK = "sip:1001@192.0.2.1:5060";
    private static final String SOFT = "sip:1001@192.0.2.2:5060";

    private final BindingTable table = new BindingTable(new Limits(3600, 60, 7200, 3, 5));

    private Step register(Requests request, Instant now) {
        return table.register(request.build(), now);
    }

    private List<Binding> ok(Step step) {
        return assertInstanceOf(RegisterOutcome.Ok.class, step.outcome()).bindings();
    }

    private static List<Kind> kinds(List<BindingChange> changes) {
        return changes.stream().map(BindingChange::kind).toList();
    }

    private List<String> contacts(Instant now) {
        return table.bindings(AOR, now).stream().map(Binding::contact).toList();
    }

    @Test
    void addedRefreshedRemoved() {
        Step added = register(Requests.of("a", 1).contact(DESK), T0);
        assertEquals(List.of(Kind.ADDED), kinds(added.changes()));
        assertEquals(T0.plusSeconds(3600), ok(added).get(0).expires());
        Step refreshed =
                register(Requests.of("a", 2).contact(DESK).expires(120), T0.plusSeconds(10));
        assertEquals(List.of(Kind.REFRESHED), kinds(refreshed.changes()));
        assertEquals(T0.plusSeconds(130), ok(refreshed).get(0).expires());
        Step removed = register(Requests.of("a", 3).contact(DESK, 0), T0.plusSeconds(20));
        assertEquals(List.of(Kind.REMOVED), kinds(removed.changes()));
        assertEquals(List.of(), ok(removed));
        assertEquals(Optional.empty(), table.nextExpiry());
    }

    @Test
    void aQueryChangesNothing() {
        register(Requests.of("a", 1).contact(DESK), T0);
        Step step = register(Requests.of("b", 1), T0);
        assertEquals(1, ok(step).size());
        assertEquals(List.of(), step.changes());
    }

    @Test
    void theContactsOwnExpiresCountsFirst() {
        Step step = register(Requests.of("a", 1).contact(DESK, 600).contact(SOFT).expires(90), T0);
        assertEquals(
                List.of(T0.plusSeconds(600), T0.plusSeconds(90)),
                ok(step).stream().map(Binding::expires).toList());
    }

    @Test
    void tooBriefIsRefusedAsAWhole() {
        Step step = register(Requests.of("a", 1).contact(DESK).contact(SOFT, 59), T0);
        assertEquals(new RegisterOutcome.TooBrief(60), step.outcome());
        assertEquals(List.of(), step.changes());
        assertEquals(List.of(), contacts(T0));
    }

    @Test
    void tooLongIsShortened() {
        Step step = register(Requests.of("a", 1).contact(DESK, Integer.MAX_VALUE), T0);
        assertEquals(T0.plusSeconds(7200), ok(step).get(0).expires());
    }

    @Test
    void highestQIsFirst() {
        register(Requests.of("a", 1).contact(DESK, 600, 100).contact(SOFT, 600, 900), T0);
        assertEquals(List.of(SOFT, DESK), contacts(T0));
    }

    @Test
    void starRemovesAll() {
        register(Requests.of("a", 1).contact(DESK).contact(SOFT), T0);
        Step step = register(Requests.of("b", 1).star().expires(0), T0);
        assertEquals(List.of(Kind.REMOVED, Kind.REMOVED), kinds(step.changes()));
        assertEquals(List.of(), ok(step));
    }

    @Test
    void starNeedsExpiresZeroAndStandsAlone() {
        register(Requests.of("a", 1).contact(DESK), T0);
        for (Requests bad :
                List.of(
                        Requests.of("a", 2).star(),
                        Requests.of("a", 2).star().expires(60),
                        Requests.of("a", 2).star().expires(0).contact(SOFT))) {
            assertInstanceOf(RegisterOutcome.Invalid.class, register(bad, T0).outcome());
        }
        assertEquals(List.of(DESK), contacts(T0));
    }

    @Test
    void anOldCSeqOfTheSameCallIdIsOutOfOrder() {
        register(Requests.of("a", 5).contact(DESK), T0);
        for (Requests old :
                List.of(
                        Requests.of("a", 5).contact(DESK, 0),
                        Requests.of("a", 4).contact(SOFT).contact(DESK),
                        Requests.of("a", 4).star().expires(0))) {
            assertInstanceOf(RegisterOutcome.OutOfOrder.class, register(old, T0).outcome());
            assertEquals(List.of(DESK), contacts(T0));
        }
        ok(register(Requests.of("rebooted", 1).contact(DESK), T0));
    }

    @Test
    void expiryIsToldOnceAndAtItsTime() {
        register(Requests.of("a", 1).contact(DESK, 60).contact(SOFT, 90), T0);
        assertEquals(Optional.of(T0.plusSeconds(60)), table.nextExpiry());
        assertEquals(List.of(), table.expire(T0.plusSeconds(59)));
        assertEquals(List.of(SOFT), contacts(T0.plusSeconds(60)));
        assertEquals(List.of(Kind.EXPIRED), kinds(table.expire(T0.plusSeconds(60))));
        assertEquals(List.of(), table.expire(T0.plusSeconds(60)));
        assertEquals(Optional.of(T0.plusSeconds(90)), table.nextExpiry());
    }

    @Test
    void aRegisterTakesOutWhatExpiredBefore() {
        register(Requests.of("a", 1).contact(DESK, 60), T0);
        Step step = register(Requests.of("b", 1).contact(SOFT), T0.plusSeconds(60));
        assertEquals(List.of(Kind.EXPIRED, Kind.ADDED), kinds(step.changes()));
    }

    @Test
    void moreContactsThanWeKeepAreRefused() {
        for (int i = 1; i <= 3; i++) {
            ok(register(Requests.of("c" + i, 1).contact("sip:x@192.0.2." + i), T0));
        }
        assertInstanceOf(
                RegisterOutcome.Invalid.class,
                register(Requests.of("d", 1).contact(DESK + "0"), T0).outcome());
        ok(register(Requests.of("c1", 2).contact("sip:x@192.0.2.1"), T0));
        ok(register(Requests.of("d", 1).contact(SOFT).contact("sip:x@192.0.2.1", 0), T0));
    }

    @Test
    void theHouseIsBoundedToo() {
        for (int i = 0; i < 5; i++) {
            ok(register(Requests.of("c", 1).device("d" + i).contact(DESK), T0));
        }
        assertInstanceOf(
                RegisterOutcome.Invalid.class,
                register(Requests.of("c", 1).device("d5").contact(DESK), T0).outcome());
    }

    @Test
    void whatIsNoSipUriIsRefused() {
        for (String bad : List.of("tel:+49", "sip:", "sip:a b@c", "sip:" + "x".repeat(600))) {
            assertInstanceOf(
                    RegisterOutcome.Invalid.class,
                    register(Requests.of("a", 1).contact(bad), T0).outcome());
        }
        assertInstanceOf(
                RegisterOutcome.Invalid.class,
                register(Requests.of("a", 1).contact(DESK).contact(DESK), T0).outcome());
    }

    @Test
    void aConnectionTakesItsBindingsWithIt() {
        register(Requests.of("a", 1).connection("c1").contact(DESK), T0);
        register(Requests.of("b", 1).connection("c2").contact(SOFT), T0);
        assertEquals(List.of(Kind.CONNECTION_LOST), kinds(table.connectionLost("c1")));
        assertEquals(List.of(SOFT), contacts(T0));
        assertEquals(List.of(), table.connectionLost("c1"));
        assertEquals(Optional.of(T0.plusSeconds(3600)), table.nextExpiry());
    }

    @Test
    void aRefreshOverAnotherConnectionMoves() {
        register(Requests.of("a", 1).connection("c1").contact(DESK), T0);
        register(Requests.of("a", 2).connection("c2").contact(DESK), T0);
        assertEquals(List.of(), table.connectionLost("c1"));
        assertEquals(List.of(DESK), contacts(T0));
    }

    /** Whatever comes, the three views of the table tell the same. */
    @Test
    void viewsAgreeAfterAnyHistory() {
        Random random = new Random(3);
        BindingTable big = new BindingTable(new Limits(3600, 1, 7200, 4, 30));
        Instant now = T0;
        for (int i = 0; i < 20_000; i++) {
            now = now.plusMillis(random.nextInt(2000));
            Requests r = Requests.of("c" + random.nextInt(4), i);
            r.device("d" + random.nextInt(10)).connection("k" + random.nextInt(20));
            r.contact("sip:x@192.0.2." + random.nextInt(6), random.nextInt(50));
            big.register(r.build(), now);
            if (random.nextInt(10) == 0) {
                big.connectionLost("k" + random.nextInt(20));
            }
            int byAor = 0;
            for (int d = 0; d < 10; d++) {
                byAor += big.bindings(Requests.of("", 0).device("d" + d).build().aor(), now).size();
            }
            assertEquals(byAor, big.all(now).size());
            assertTrue(byAor <= 30);
        }
        for (int k = 0; k < 20; k++) {
            big.connectionLost("k" + k);
        }
        assertEquals(List.of(), big.all(now));
        assertEquals(Optional.empty(), big.nextExpiry());
    }
}
