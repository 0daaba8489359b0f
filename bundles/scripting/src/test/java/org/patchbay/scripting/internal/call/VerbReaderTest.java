package org.patchbay.scripting.internal.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.scripting.internal.plan.PlanException;

class VerbReaderTest {
    private final VerbReader reader = new VerbReader("600", (name, place) -> Path.of(name));

    private static Arguments wrong(String error, String verb, Object... arguments) {
        return Arguments.of(error, verb, Arrays.asList(arguments));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("collect: unknown key 'timeout'", "collect", Map.of("timeout", 5.0)),
                wrong(
                        "collect.max: expected a number, 1 to 64, not 0",
                        "collect",
                        Map.of("max", 0.0)),
                wrong("collect.max: expected a whole number", "collect", Map.of("max", 1.5)),
                wrong("collect: expected an object, not 4", "collect", 4.0),
                wrong("tone: unknown key 'freq'", "tone", Map.of("freq", 440.0)),
                wrong(
                        "tone[1].ms: expected a number, 10 to 3600000, not 'x'",
                        "tone",
                        List.of(Map.of("hz", 440.0), Map.of("ms", "x"))),
                wrong("echo: expected a number, 0.01 to 3600, not an object", "echo", Map.of()),
                wrong("pause: expected a number, 0.01 to 3600, not nothing", "pause"),
                wrong("play: expected a text, not 1", "play", 1.0),
                wrong("answer: takes no argument", "answer", 5.0),
                wrong("dial: takes one argument only", "dial", Map.of("ring", "a:b"), 20.0),
                wrong("dial.timeoutS: expected", "dial", Map.of("ring", "a:b", "timeoutS", "5")),
                wrong("passTo.room: a list is not a number", "passTo", Map.of("room", List.of())),
                wrong("hangup: 'maybe' is no reason", "hangup", "maybe"),
                wrong("hold: expected 'caller', 'peer' or 'third', not 'me'", "hold", "me"),
                wrong("drop: takes one argument only", "drop", "peer", "third"),
                wrong("dtmf: 1 to 32 keys of 0-9 * # A-D are needed", "dtmf", "1a"),
                wrong("dtmf: expected keys, not 12", "dtmf", 12.0),
                wrong("dtmf: takes two arguments only", "dtmf", "1", "peer", "third"),
                wrong("join: expected", "join", Map.of("room", "8001")),
                wrong("transfer: expected a number or a target, not nothing", "transfer"),
                wrong("transfer: target scheme 'X'", "transfer", "X:y"),
                wrong("transfer: a number of 1 to 128 characters is needed", "transfer", ""),
                wrong("transfer: unknown key 'who'", "transfer", "103", Map.of("who", "caller")),
                wrong("dance: there is no such verb", "dance"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void errorsNameThePlaceAndWhatWasWritten(String error, String verb, List<?> arguments) {
        PlanException e = assertThrows(PlanException.class, () -> reader.read(verb, arguments));
        String message = e.getMessage();
        assertEquals(error, message.substring(0, Math.min(error.length(), message.length())));
    }

    @ParameterizedTest
    @MethodSource("right")
    void whatIsLeftOutIsLeftOut(String verb, List<?> arguments) {
        assertEquals(verb, reader.read(verb, arguments).name());
    }

    static Stream<Arguments> right() {
        return Stream.of(
                Arguments.of("answer", List.of()),
                Arguments.of("collect", Arrays.asList(null, null)),
                Arguments.of("tone", List.of(Map.of("ms", 100.0))),
                Arguments.of("echo", List.of()),
                Arguments.of("hold", List.of()),
                Arguments.of("dtmf", Arrays.asList("12#", null)),
                Arguments.of("transfer", List.of("103")),
                Arguments.of("hangup", Arrays.asList((Object) null)));
    }
}
