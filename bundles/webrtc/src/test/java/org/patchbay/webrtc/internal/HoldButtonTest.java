package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.HouseSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Party;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;

/** A page holds: of two the other waits, from more it goes away itself. */
class HoldButtonTest {
    private final Said hub = new Said();
    private Office office;
    private BrowserPeer anna;
    private Told told;

    @BeforeEach
    void talk() throws IOException {
        office = new Office();
        office.hub = hub;
        anna = office.page("anna", 700);
        anna.next("hello");
        told = office.dial("browser:anna", "1009");
        String call = anna.next("webrtc-incoming").path("call").asText();
        anna.open("s1");
        anna.link(call, "s1");
        Eventually.holds(() -> assertTrue(told.words.contains("answered")));
        anna.next("call", n -> n.path("state").asText().equals("up"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    /** A hub that has the calls of a test, and refuses what the test says. */
    private static final class Said implements CallHub {
        final List<CallSnapshot> calls = new CopyOnWriteArrayList<>();
        final List<CallCommand> commands = new CopyOnWriteArrayList<>();
        volatile Optional<String> refusal = Optional.empty();

        @Override
        public CompletionStage<CommandResult> execute(CallCommand command) {
            commands.add(command);
            CommandResult done = new CommandResult.Done(new CallId("c"));
            return CompletableFuture.completedFuture(
                    refusal.<CommandResult>map(CommandResult.Refused::new).orElse(done));
        }

        @Override
        public List<CallSnapshot> calls() {
            return calls;
        }

        @Override
        public Optional<CallSnapshot> call(CallId id) {
            return Optional.empty();
        }

        @Override
        public HouseSnapshot snapshot() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable subscribe(Consumer<NumberedEvent> listener, int capacity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable follow(Consumer<NumberedEvent> listener) {
            throw new UnsupportedOperationException();
        }
    }

    private CallSnapshot call(String id, Optional<String> room, String... legs) {
        List<LegSnapshot> all =
                Stream.of(legs)
                        .map(leg -> leg.equals("page") ? told.leg.id() : new LegId(leg))
                        .map(leg -> new LegSnapshot(leg, true, "", "up", "", Optional.empty()))
                        .toList();
        return new CallSnapshot(
                new CallId(id),
                "TALKING",
                Instant.EPOCH,
                Optional.empty(),
                new Party("1009", ""),
                "1001",
                room,
                Optional.empty(),
                "",
                List.of(),
                all,
                Optional.empty());
    }

    private void hold(boolean on) {
        anna.say("hold", Map.of("call", told.leg.id().value(), "on", on));
    }

    private void shows(String state) {
        JsonNode next = anna.next("call", n -> true);
        assertEquals(state, next.path("state").asText());
    }

    private void assertHeld(String... words) {
        assertEquals(
                List.of(words), told.words.stream().filter(w -> w.startsWith("held")).toList());
    }

    @Test
    void ofTwoTheOtherWaits() {
        hub.calls.add(call("c", Optional.empty(), "page", "other"));
        hold(true);
        shows("held");
        hold(false);
        shows("up");
        CallId call = new CallId("c");
        LegId other = new LegId("other");
        assertEquals(
                List.of(
                        new CallCommand.Hold(call, other, true),
                        new CallCommand.Hold(call, other, false)),
                hub.commands);
        assertHeld();
    }

    @Test
    void fromARoomItGoesAwayAndComesBack() {
        hub.calls.add(call("room", Optional.of("8001"), "other", "page", "third"));
        hub.calls.add(call("c", Optional.empty(), "page"));
        hold(true);
        shows("held");
        assertHeld("held true");
        hold(false);
        shows("up");
        assertHeld("held true", "held false");
        assertEquals(List.of(), hub.commands);
    }

    @Test
    void fromThreeItGoesAwayAndComesBackHoweverManyAreLeft() {
        hub.calls.add(call("c", Optional.empty(), "other", "page", "third"));
        hub.refusal = Optional.of("only one of two who talk can be put on hold");
        hold(true);
        shows("held");
        hold(true);
        shows("held");
        hub.calls.set(0, call("c", Optional.empty(), "other", "page"));
        hub.refusal = Optional.of("it is not on hold");
        hold(false);
        shows("up");
        assertHeld("held true", "held false");
    }

    @Test
    void whoIsHeldByTheOtherIsNotBackByItself() {
        hub.calls.add(call("c", Optional.empty(), "page", "other"));
        hub.refusal = Optional.of("no");
        told.leg.hold(true);
        shows("held");
        hold(false);
        assertEquals("hold", anna.next("error").path("of").asText());
        hold(true);
        shows("held");
        told.leg.hold(false);
        shows("held");
        hold(false);
        shows("up");
        assertHeld("held true", "held false");
    }
}
