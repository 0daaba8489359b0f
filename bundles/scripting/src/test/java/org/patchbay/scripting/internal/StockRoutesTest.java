package org.patchbay.scripting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.scripting.internal.TestHouse.fromDevice;
import static org.patchbay.scripting.internal.TestHouse.fromTrunk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Plan.Outcome;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Hours;
import org.patchbay.directory.api.NumberPlan;
import org.patchbay.directory.api.PublicNumber;
import org.patchbay.directory.api.PublicNumber.Kind;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.api.Route.Step;
import org.patchbay.directory.api.Route.When;
import org.patchbay.directory.api.Routing;
import org.patchbay.testkit.FakeDirectory;

/** The routes of the directory, on their way through the script that we ship. */
class StockRoutesTest {
    private static final String STOCK = "routing/stock.mjs";
    private static final List<String> ALWAYS = List.of("mon-sun 00:00-24:00");

    @TempDir Path folder;
    private final FakeDirectory directory = new FakeDirectory(with());
    private TestHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new TestHouse(folder, Duration.ofSeconds(2), 2);
        house.surroundings.directory(directory);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void stock() throws Exception {
        Path shipped = Path.of("../../scripts");
        String test = "routing/stock.test.mjs";
        house.save(test, Files.readString(shipped.resolve(test)));
        house.save(STOCK, Files.readString(shipped.resolve(STOCK)));
        house.awaitVersion(STOCK, 1);
    }

    private static Directory with(Route... routes) {
        Map<String, Hours> hours =
                Map.of(
                        "always", Hours.parse("always", "UTC", ALWAYS, List.of()),
                        "never",
                                Hours.parse(
                                        "never", "UTC", ALWAYS, List.of("0001-01-01/9999-12-31")));
        return new Directory(
                "pbx.test",
                1,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                new Routing(hours, List.of(routes)));
    }

    private static When when(String trunk, String called, String hours) {
        return new When(
                trunk == null ? List.of() : List.of(trunk),
                called == null ? List.of() : List.of(called),
                List.of(),
                Optional.ofNullable(hours));
    }

    private static Step ring(String target, String box, Map<String, Step> otherwise) {
        return new Step(
                List.of(target),
                true,
                Optional.empty(),
                OptionalInt.of(15),
                Optional.of(new Route.CallerId("700", "Sales")),
                Optional.ofNullable(box),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                otherwise);
    }

    private static Step out(Route.Out out) {
        return new Step(
                List.of(),
                false,
                Optional.of(out),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void carriesOutTheFirstThatFits() throws Exception {
        stock();
        directory.change(
                with(
                        new Route(
                                "closed",
                                when("acme", null, "never"),
                                ring("user:no", null, Map.of())),
                        new Route(
                                "sales",
                                when("acme", "+49.", "always"),
                                ring(
                                        "user:anna",
                                        "sales",
                                        Map.of("busy", ring("user:bert", null, Map.of()))))));
        assertEquals(90, house.apps.get("stock").rank());
        assertInstanceOf(Decision.NotMine.class, house.decide("stock", fromTrunk("acme", "030")));
        assertInstanceOf(
                Decision.NotMine.class, house.decide("stock", fromDevice("1001", "+4930")));
        Decision.Follow decision =
                (Decision.Follow) house.decide("stock", fromTrunk("acme", "+4930"));
        assertEquals(
                List.of("hours(never) → closed", "hours(always) → open", "route sales"),
                decision.reasons());
        Plan.Ring plan = (Plan.Ring) decision.plan();
        assertEquals("[user:anna]", plan.targets().toString());
        assertEquals(Plan.Strategy.ORDER, plan.strategy());
        assertEquals(Duration.ofSeconds(15), plan.timeout());
        assertEquals(Optional.of(new Party("700", "Sales")), plan.callerId());
        Plan box = new Plan.RunApp("voicemail", Map.of("box", "sales"));
        assertEquals(box, plan.otherwise().get(Outcome.NO_ANSWER));
        assertEquals(box, plan.otherwise().get(Outcome.UNREACHABLE));
        Plan.Ring busy = (Plan.Ring) plan.otherwise().get(Outcome.BUSY);
        assertEquals("[user:bert]", busy.targets().toString());
    }

    @Test
    void routesChangeWithTheDirectory() throws Exception {
        stock();
        for (String trunk : List.of("acme", "backup", "third")) {
            Route.Out out =
                    new Route.Out(List.of(trunk), Optional.empty(), 1, "+49", Optional.empty());
            directory.change(with(new Route("out", when(null, "0[1-9].", null), out(out))));
            for (int i = 0; i < 3; i++) { // both worlds of the script
                Plan.Ring plan = (Plan.Ring) house.plan("stock", fromDevice("1001", "030" + i));
                assertEquals("[trunk:" + trunk + "/+4930" + i + "]", plan.targets().toString());
            }
        }
        directory.change(with());
        assertInstanceOf(Decision.NotMine.class, house.decide("stock", fromDevice("1001", "030")));
    }

    @Test
    void aTrunkGetsTheFormOfNumberThatItWants() throws Exception {
        stock();
        PublicNumber berlin = new PublicNumber("+49301234567", "0301234567", "DE", Kind.FIXED);
        house.surroundings.numbers(
                new NumberPlan() {
                    @Override
                    public Optional<PublicNumber> read(String dialled) {
                        return Optional.of(berlin).filter(n -> dialled.equals("004930 1234567"));
                    }

                    @Override
                    public Optional<PublicNumber> read(String dialled, String country) {
                        return Optional.empty();
                    }
                });
        for (String form : List.of("e164", "national")) {
            Route.Out out =
                    new Route.Out(List.of("acme"), Optional.empty(), 0, "", Optional.of(form));
            directory.change(with(new Route("out", when(null, null, null), out(out))));
            String wanted = form.equals("e164") ? berlin.e164() : berlin.national();
            assertEquals("[trunk:acme/" + wanted + "]", targets("004930 1234567"));
            assertEquals("[trunk:acme/112]", targets("112"));
        }
    }

    private String targets(String dialled) throws Exception {
        return ((Plan.Ring) house.plan("stock", fromDevice("1001", dialled))).targets().toString();
    }

    @Test
    void ownScriptsSendCallsToIt() throws Exception {
        stock();
        directory.change(
                with(new Route("r", when(null, null, null), ring("user:anna", null, Map.of()))));
        house.save(
                "routing/mine.mjs",
                "export const outbound = (call) => call.dialled === '1' ? { room: '1' } : { app: 'stock' };");
        house.awaitVersion("routing/mine.mjs", 1);
        assertTrue(house.apps.get("mine").rank() > house.apps.get("stock").rank());
        Plan.RunApp sent = (Plan.RunApp) house.plan("mine", fromDevice("1001", "2"));
        Plan.Ring plan = (Plan.Ring) house.plan("stock", TestHouse.sentTo(sent.app(), Map.of()));
        assertEquals("[user:anna]", plan.targets().toString());
    }

    @Test
    void nobodyChangesThem() throws Exception {
        directory.change(
                with(new Route("r", when(null, null, null), ring("user:anna", null, Map.of()))));
        house.save(
                "routing/bad.mjs",
                "export function outbound(call, pbx) {\n"
                        + "  const [route] = pbx.routes();\n"
                        + "  if (call.dialled === '1') route.ring[0] = 'user:me';\n"
                        + "  else pbx.routes().push(route);\n"
                        + "}");
        house.awaitVersion("routing/bad.mjs", 1);
        for (String dialled : List.of("1", "2")) {
            ExecutionException e =
                    assertThrows(
                            ExecutionException.class,
                            () -> house.decide("bad", fromDevice("1001", dialled)));
            assertTrue(e.getMessage().contains("TypeError"), e.getMessage());
        }
    }

    @Test
    void aScriptIsToldWhenItIsAsked() throws Exception {
        house.save(
                "routing/clock.mjs",
                "export function outbound(call, pbx) {\n"
                        + "  const now = pbx.now().getTime();\n"
                        + "  pbx.because(call.at <= now && now - call.at < 60000, pbx.hours('always').open,\n"
                        + "    pbx.hours('never', new Date(call.at)).open, pbx.hours('missing') === undefined);\n"
                        + "  return { room: '1' };\n"
                        + "}");
        house.awaitVersion("routing/clock.mjs", 1);
        Decision.Follow decision = (Decision.Follow) house.decide("clock", fromDevice("1001", "1"));
        assertEquals(
                List.of(
                        "hours(always) → open",
                        "hours(never) → closed",
                        "hours(missing) → —",
                        "true true false true"),
                decision.reasons());
    }
}
