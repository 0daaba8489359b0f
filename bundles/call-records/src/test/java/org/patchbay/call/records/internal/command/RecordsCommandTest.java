package org.patchbay.call.records.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.CallRecord.HungUpBy;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;
import org.patchbay.call.records.internal.search.CsvRows;

class RecordsCommandTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
    private static final End END =
            new End(
                    Optional.of(AT.plusSeconds(65)),
                    "NORMAL",
                    200,
                    "Normal clearing",
                    Optional.of(HungUpBy.CALLER));
    private static final CallRow CALL =
            new CallRow(
                    "c-1",
                    "boot",
                    AT,
                    Optional.of(AT.plusSeconds(5)),
                    Direction.OUTBOUND,
                    new Party("101", "=Anna\u001b[2J"),
                    "+493012345",
                    "device:1001",
                    Optional.empty(),
                    "routing/office.mjs@7",
                    Optional.of(END));
    private static final LegRow LEG =
            LegRow.added("c-1", "L-1", false, "trunk:acme/+493012345", AT)
                    .ended(END, Optional.of(new LegRecord.Quality("PCMU/8000", 90, 10, 1.25, 50)));

    @TempDir Path dir;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream console = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final RecordsCommand command = new RecordsCommand();
    private RecordQuery asked;
    private boolean broken;
    private RecordBook book =
            new RecordBook() {
                @Override
                public void find(RecordQuery query, Duration within, Sink sink) throws Unavailable {
                    asked = query;
                    if (broken) {
                        throw new Unavailable("the database is on holiday");
                    }
                    sink.take(CALL.record(), List.of(LEG.record()));
                }

                @Override
                public Lines csv(boolean legs) {
                    return new CsvRows(legs);
                }
            };

    private String run() {
        command.session = proxy(Session.class, name -> console);
        ServiceReference<?> reference = proxy(ServiceReference.class, name -> null);
        command.context =
                proxy(
                        BundleContext.class,
                        name ->
                                switch (name) {
                                    case "getServiceReference" -> book == null ? null : reference;
                                    case "getService" -> book;
                                    default -> true;
                                });
        command.execute();
        return printed.toString(StandardCharsets.UTF_8);
    }

    private interface Answer {
        Object to(String method);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> answer.to(method.getName())));
    }

    @Test
    void aTableOfCalls() {
        String text = run();
        assertTrue(text.startsWith("CALL "), text);
        assertTrue(text.contains("outbound"), text);
        assertTrue(text.contains("1:00 "), text);
        assertTrue(text.contains("routing/office.mjs@7"), text);
        assertFalse(text.contains("\u001b"), "nobody's name moves the cursor");
        assertEquals(RecordsCommand.TABLE_LIMIT, asked.limit());
    }

    @Test
    void aTableOfLegs() {
        command.legs = true;
        String text = run();
        assertTrue(text.contains("trunk:acme/+493012345"), text);
        assertTrue(text.contains("10.0"), text);
        assertTrue(text.contains("PCMU/8000"), text);
    }

    @Test
    void csvHere() {
        command.csv = "-";
        String[] lines = run().split("\r\n");
        assertEquals(2, lines.length);
        assertEquals(
                "c-1,2026-11-26T12:00:00Z,2026-11-26T12:00:05Z,2026-11-26T12:01:05Z,65.000,60.000,"
                        + "OUTBOUND,101,'=Anna?[2J,+493012345,device:1001,,"
                        + "routing/office.mjs@7,NORMAL,200,Normal clearing,CALLER",
                lines[1]);
        assertEquals(lines[0].split(",").length, lines[1].split(",").length);
        assertEquals(0, asked.limit());
    }

    @Test
    void csvOfLegsIntoAFileForItsOwnerOnly() throws Exception {
        Path file = dir.resolve("legs.csv");
        command.csv = file.toString();
        command.legs = true;
        assertEquals("1 legs written to " + file + System.lineSeparator(), run());
        String[] lines = Files.readString(file).split("\r\n");
        assertTrue(
                lines[1].endsWith(
                        ",PCMU/8000,90,10,10.00,50.00,1.25,NORMAL,200,Normal clearing,CALLER"),
                lines[1]);
        assertEquals(lines[0].split(",").length, lines[1].split(",").length);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aFileThatIsThereIsLeftAlone() throws Exception {
        Path file = dir.resolve("there.csv");
        Files.writeString(file, "mine");
        command.csv = file.toString();
        assertTrue(run().contains("is there already"));
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void aFileThatIsNotCompleteIsNotLeftBehind() {
        broken = true;
        command.csv = dir.resolve("half.csv").toString();
        assertTrue(run().contains("on holiday"));
        assertFalse(Files.exists(dir.resolve("half.csv")));
    }

    @Test
    void whatIsAskedFor() {
        command.party = "1001";
        command.since = "2h";
        command.until = "2026-11-26";
        command.direction = "inbound";
        command.cause = "busy";
        command.limit = 7;
        assertEquals(
                new RecordQuery(
                        Optional.empty(),
                        Optional.of("1001"),
                        Optional.of(AT.minusSeconds(7200)),
                        Optional.of(Instant.parse("2026-11-26T00:00:00Z")),
                        Optional.of(Direction.INBOUND),
                        Optional.of("BUSY"),
                        Optional.empty(),
                        7),
                command.query(AT, ZoneId.of("UTC")));
    }

    @Test
    void whatIsWrongIsSaid() {
        command.direction = "sideways";
        assertTrue(run().contains("'sideways' is no direction"));
    }

    @Test
    void whileThePartIsAway() {
        book = null;
        assertTrue(run().startsWith("Not available"));
    }

    @Test
    void wordsThatMayStandThere() {
        assertTrue(new DirectionCompleter().words().contains("inbound"));
        assertTrue(new CauseCompleter().words().containsAll(List.of("NO_ANSWER", "UNKNOWN")));
    }
}
