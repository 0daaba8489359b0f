package org.patchbay.hub.internal.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.NumberRules;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.User;

class OutsideLinesTest {
    private static final Target OUT = new Target("trunk", "acme/0123");

    private static Directory directory() {
        Trunk trunk = new Trunk("acme", "192.0.2.1", 5060, "udp", List.of(), List.of(), "");
        User anna =
                new User(
                        "anna",
                        "Anna",
                        "",
                        List.of(),
                        new CallLimits(1, NumberRules.ANY),
                        Map.of());
        return new Directory(
                "example.org",
                1,
                Map.of("anna", anna),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of("acme", trunk));
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        OutsideLines lines = new OutsideLines();
        Optional<String> anna = Optional.of("anna");
        LegId first = new LegId("1");
        LegId second = new LegId("2");
        assertEquals(Optional.empty(), lines.enter(first, OUT, anna, directory()));
        assertEquals(
                "user anna has 1 calls over trunks",
                lines.enter(second, OUT, anna, directory()).orElseThrow().text());
        lines.left(second); // never had one
        assertEquals(1, lines.up());
        lines.left(first);
        lines.left(first);
        assertEquals(0, lines.up());
        assertEquals(Optional.empty(), lines.enter(second, OUT, Optional.of("gone"), directory()));
        assertEquals(Optional.empty(), lines.enter(second, OUT, Optional.empty(), directory()));
        assertEquals(0, lines.up());
    }
}
