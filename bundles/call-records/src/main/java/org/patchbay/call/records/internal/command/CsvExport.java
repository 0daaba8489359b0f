package org.patchbay.call.records.internal.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;
import org.patchbay.call.records.internal.search.CsvRows;
import org.patchbay.call.records.internal.search.Query;
import org.patchbay.call.records.internal.search.RecordBook;

/** What was found as CSV: into a file that only its owner may read, or to the console. */
final class CsvExport {
    private final RecordBook book;
    private final Query query;
    private final boolean legs;

    CsvExport(RecordBook book, Query query, boolean legs) {
        this.book = book;
        this.query = query;
        this.legs = legs;
    }

    /**
     * @param place a file, or {@code -} for the console
     */
    void to(String place, PrintStream console)
            throws IOException, RecordBook.Unavailable, InterruptedException {
        if (place.equals("-")) {
            console.print(head());
            book.find(
                    query,
                    (call, its) -> {
                        console.print(lines(call, its));
                        return !console.checkError();
                    });
            console.flush();
        } else {
            Path file = Path.of(place).toAbsolutePath();
            console.println(rows(write(file)) + " written to " + file);
        }
    }

    private String rows(long count) {
        return count + (legs ? " legs" : " calls");
    }

    private String head() {
        return legs ? CsvRows.legHead() : CsvRows.callHead();
    }

    private String lines(CallRow call, List<LegRow> its) {
        return legs ? CsvRows.legs(its) : CsvRows.call(call);
    }

    private long write(Path file) throws IOException, RecordBook.Unavailable, InterruptedException {
        create(file);
        boolean complete = false;
        long[] count = new long[1];
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writer.write(head());
            book.find(
                    query,
                    (call, its) -> {
                        append(writer, lines(call, its));
                        count[0] += legs ? its.size() : 1;
                        return true;
                    });
            complete = true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
        return count[0];
    }

    /** Who called whom is nobody else's business. */
    private static void create(Path file) throws IOException {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " is there already");
        }
    }

    private static void append(Writer writer, String lines) {
        try {
            writer.write(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
