package org.patchbay.console.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.ScriptCatalog.Entry;
import org.patchbay.call.api.ScriptCatalog.Failure;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Flow;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.api.Routing;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkState;
import org.patchbay.directory.api.TrunkStatus;
import org.patchbay.directory.api.User;

class RenderersTest {
    @Test
    void callsAreATable() {
        assertEquals(List.of("No calls."), CallTable.lines(List.of(), Sample.NOW));
        assertEquals(
                List.of(
                        "ID     STATE    SINCE  CALLER       CALLED  LEGS  CODECS     DECIDED BY",
                        "c-7f3  TALKING  1:15   Anna <1001>  1002    2     PCMU,opus "
                                + " routing/office.mjs@7"),
                CallTable.lines(List.of(Sample.call("c-7f3")), Sample.NOW));
    }

    @Test
    void aCallIsToldWhole() {
        String text = String.join("\n", CallReport.lines(Sample.call("c-7f3"), Sample.NOW));
        for (String part :
                List.of(
                        "call        c-7f3",
                        "from        Anna <1001>",
                        "state       TALKING, up 1:15, answered 1:00 ago",
                        "decided by  routing/office.mjs@7",
                        "            - 1002 is user ben",
                        "l1   in   device:1001  confirmed  sip:x@192.0.2.1",
                        "l2   opus/48000  -18 dB  silent  3 (0.3%)  1     4          2 ms    39 ms",
                        "sendrecv 127.0.0.1:4000 - 127.0.0.1:5000",
                        "127.0.0.1:5000, AEAD_AES_128_GCM",
                        "mix 16 kHz",
                        "device:1001 hears device:1002")) {
            assertTrue(text.contains(part), part + "\nis not in\n" + text);
        }
    }

    @Test
    void trunksSayHowTheyAre() {
        List<TrunkStatus> trunks =
                List.of(
                        new TrunkStatus(
                                "acme",
                                TrunkState.UP,
                                "udp:192.0.2.1:5060",
                                Optional.of(Sample.NOW.plusSeconds(90)),
                                "",
                                2,
                                10),
                        new TrunkStatus(
                                "backup", TrunkState.DOWN, "", Optional.empty(), "no answer", 0));
        List<String> lines = TrunkTable.lines(trunks, Sample.NOW);
        assertEquals(3, lines.size());
        assertTrue(
                lines.get(1).matches("acme +up +udp:192.0.2.1:5060 +\\S.*\\S +2/10"), lines.get(1));
        assertTrue(lines.get(2).matches("backup +down +0 +no answer"), lines.get(2));
        assertEquals(List.of("There are no trunks."), TrunkTable.lines(List.of(), Sample.NOW));
    }

    @Test
    void registrationsAreSortedByDevice() {
        List<String> lines =
                RegistrationTable.lines(
                        List.of(binding("1002", "phone\u001b[2J"), binding("1001", "x")),
                        Sample.NOW);
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).startsWith("1001    sip:1001@192.0.2.9:5060  udp 192.0.2.9:5060"));
        assertTrue(lines.get(2).contains("  59:00       1.000  phone?[2J"), lines.get(2));
    }

    private static Binding binding(String device, String userAgent) {
        return new Binding(
                new AddressOfRecord(device, "patchbay.local"),
                "sip:" + device + "@192.0.2.9:5060",
                1000,
                Sample.NOW.plus(Duration.ofMinutes(59)),
                "call-id",
                1,
                new Flow("udp", "192.0.2.9", 5060, ""),
                userAgent);
    }

    @Test
    void scriptsSayWhyTheyAreRefused() {
        List<String> lines =
                ScriptTable.lines(
                        List.of(
                                new Entry(
                                        "routing/office.mjs",
                                        7,
                                        Optional.of(Sample.NOW),
                                        12,
                                        2,
                                        Optional.of("line 3: expected }"),
                                        Optional.empty()),
                                new Entry(
                                        "ivr/main.mjs",
                                        0,
                                        Optional.empty(),
                                        0,
                                        0,
                                        Optional.empty(),
                                        Optional.empty())),
                        ZoneOffset.UTC);
        assertEquals(
                "routing/office.mjs  7        2026-01-01 12:00:00  12         2      refused,"
                        + " version 7 stays",
                lines.get(1));
        assertEquals("routing/office.mjs: line 3: expected }", lines.get(3));
        assertEquals(4, lines.size());
    }

    private static Entry failed(int version) {
        return new Entry(
                "apps/desk.mjs",
                3,
                Optional.of(Sample.NOW),
                12,
                0,
                Optional.empty(),
                Optional.of(new Failure(Sample.NOW, version, "apps/desk.mjs:3:7: no\u001b", 9)));
    }

    @Test
    void scriptsSayHowTheyFailedLast() {
        List<String> lines = ScriptTable.lines(List.of(failed(3)), ZoneOffset.UTC);
        assertTrue(lines.get(1).endsWith(" in force, has failed"), lines.get(1));
        assertTrue(
                lines.get(2)
                        .startsWith(
                                "apps/desk.mjs: version 3 failed at 2026-01-01 12:00:00,"
                                        + " 9 so far: apps/desk.mjs:3:7: no"),
                lines.get(2));
        assertTrue(lines.get(2).chars().noneMatch(Character::isISOControl), lines.get(2));
        assertEquals(3, lines.size());
        List<String> better = ScriptTable.lines(List.of(failed(2)), ZoneOffset.UTC);
        assertTrue(better.get(1).endsWith(" in force"), better.get(1));
        assertTrue(better.get(2).contains(": version 2 failed at "), better.get(2));
    }

    @Test
    void theDirectoryIsCountedAndListed() {
        Directory d =
                new Directory(
                        "patchbay.local",
                        3,
                        Map.of(
                                "anna",
                                new User("anna", "Anna", "1001", List.of("1001", "mobile")),
                                "ben",
                                new User("ben", "Ben", "1002", List.of())),
                        Map.of(),
                        Map.of("g", new Group("g", "700", List.of("user:anna"), false, 15)),
                        List.of(new Room("8xxx", "")),
                        Map.of(
                                "acme",
                                new Trunk(
                                        "acme",
                                        "192.0.2.20",
                                        5060,
                                        "udp",
                                        List.of("192.0.2.20"),
                                        List.of(),
                                        "u")));
        List<String> lines = DirectoryReport.lines(d, Optional.of("line 2: unknown key"), 1);
        for (String line :
                List.of(
                        "users    2",
                        "version  3",
                        "state    refused as it is now: line 2: unknown key",
                        "and 1 more (-a lists all)",
                        "g      700     in order 15 s  user:anna",
                        "8xxx",
                        "acme   udp 192.0.2.20:5060  192.0.2.20       all")) {
            assertTrue(lines.contains(line), line + "\nis not in\n" + String.join("\n", lines));
        }
        List<String> all = DirectoryReport.lines(d, Optional.empty(), 20);
        assertTrue(all.contains("state    in force"));
        assertTrue(all.contains("anna  1001    Anna  1001, mobile"));
    }

    @Test
    void routesAreListed() {
        Route route =
                new Route(
                        "sales",
                        new Route.When(
                                List.of("acme"), List.of("+49."), List.of(), Optional.of("office")),
                        new Route.Step(
                                List.of("user:anna"),
                                true,
                                Optional.empty(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                Optional.of("box"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of()));
        Directory d =
                new Directory(
                        "d",
                        1,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        new Routing(Map.of(), List.of(route)));
        List<String> lines = DirectoryReport.lines(d, Optional.empty(), 20);
        assertTrue(lines.contains("routes   1"));
        assertEquals(
                "sales  acme         +49.  any   office  user:anna, voicemail box",
                lines.get(lines.size() - 1));
    }

    @Test
    void noTextMovesTheCursor() {
        assertEquals("a?b?c?", Printable.of("a\u001bb\u009bc\u202e", 60));
        assertEquals("abc~", Printable.of("abcdef", 4));
        assertFalse(Printable.of("x\r\ny", 60).contains("\n"));
    }

    @Test
    void anIdMayBeBegun() {
        List<String> ids = List.of("abc", "abd", "b");
        assertEquals(Optional.of("abc"), Prefix.of("call", "abc", ids).id());
        assertEquals(Optional.of("b"), Prefix.of("call", "b", ids).id());
        assertEquals(Optional.of("abd"), Prefix.of("call", "abd", ids).id());
        assertEquals(
                "2 calls begin with ab: write more of it.", Prefix.of("call", "ab", ids).why());
        assertEquals("There is no call z.", Prefix.of("call", "z", ids).why());
        assertEquals(Optional.of("a"), Prefix.of("call", "a", List.of("a", "ab")).id());
    }

    @Test
    void figuresAreReadable() {
        assertEquals("0:00", Figures.duration(Duration.ofSeconds(-3)));
        assertEquals("1:01:01", Figures.duration(Duration.ofSeconds(3661)));
        assertEquals("########", Figures.meter(3));
        assertEquals("........", Figures.meter(-96));
        assertEquals("####....", Figures.meter(-30));
        assertEquals("........", Figures.meter(Double.NaN));
    }
}
