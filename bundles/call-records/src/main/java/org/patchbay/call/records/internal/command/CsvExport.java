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
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.RecordQuery;

/** What was found as CSV: into a file that only its owner may read, or to the console. */
final class CsvExport {
    private final RecordBook book;
    private final RecordQuery query;
    private final boolean legs;
    private final RecordBook.Lines lines;

    CsvExport(RecordBook book, RecordQuery query, boolean legs) {
        this.book = book;
        this.query = query;
        this.legs = legs;
        this.lines = book.csv(legs);
    }

    /**
     * @param place a file, or {@code -} for the console
     */
    void to(String place, PrintStream console)
            throws IOException, RecordBook.Unavailable, InterruptedException {
        if (place.equals("-")) {
            console.print(lines.head());
            book.find(
                    query,
                    RecordsCommand.PATIENCE,
                    (call, its) -> {
                        console.print(lines.of(call, its));
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

    private long write(Path file) throws IOException, RecordBook.Unavailable, InterruptedException {
        create(file);
        boolean complete = false;
        long[] count = new long[1];
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writer.write(lines.head());
            book.find(
                    query,
                    RecordsCommand.PATIENCE,
                    (call, its) -> {
                        append(writer, lines.of(call, its));
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

    private static void append(Writer writer, String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
