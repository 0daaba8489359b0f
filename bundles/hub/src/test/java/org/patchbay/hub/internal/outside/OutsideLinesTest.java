package org.patchbay.hub.internal.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.NumberRules;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkTerms;
import org.patchbay.directory.api.User;

class OutsideLinesTest {
    private static final Target OUT = new Target("trunk", "acme/0123");

    private static Directory directory() {
        Trunk trunk = new Trunk("acme", "192.0.2.1", 5060, "udp", List.of(), List.of(), "");
        TrunkTerms terms =
                new TrunkTerms(CallLimits.NONE, Optional.of("+49300"), List.of("+49301"), false);
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
                Map.of("acme", trunk.with(terms)));
    }

    private static Party shown(Party caller, String target) {
        return OutsideLines.shown(caller, Target.parse(target), Optional.of("anna"), directory());
    }

    @Test
    void whoHasNoNumberIsShownWithTheTrunksAndWhoIsAnonymousIsNot() {
        assertEquals(new Party("+49300", "Anna"), shown(new Party("", "Anna"), "trunk:acme/0123"));
        assertEquals(Party.ANONYMOUS, shown(Party.ANONYMOUS, "trunk:acme/0123"));
        Party inside = new Party("", "Anna");
        assertEquals(inside, shown(inside, "device:1001"));
        assertEquals(inside, shown(inside, "trunk:gone/0123"));
    }

    @Test
    void whatATrunkMayShowIsShown() {
        Party sales = new Party("+4930155", "Sales");
        assertEquals(sales, shown(sales, "trunk:acme/0123"));
        Party stranger = new Party("+4917155", "Ben");
        assertEquals(new Party("+49300", "Ben"), shown(stranger, "trunk:acme/0123"));
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
