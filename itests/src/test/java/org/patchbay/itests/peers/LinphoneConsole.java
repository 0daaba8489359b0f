package org.patchbay.itests.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody types to linphonec, and what it prints. It ends where nobody types any more. */
final class LinphoneConsole {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int LINES_OF_EVIDENCE = 40;

    private final BufferedWriter in;
    private final List<String> printed = new ArrayList<>(); // guarded by itself
    private int used;

    LinphoneConsole(Process process) {
        in =
                new BufferedWriter(
                        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(() -> read(out), "linphone-console");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(BufferedReader out) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (printed) {
                    printed.add(line);
                    printed.notifyAll();
                }
            }
        } catch (IOException e) {
            // It has quit.
        }
    }

    void type(String command) {
        try {
            in.write(command);
            in.newLine();
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(command + ": " + evidence(), e);
        }
    }

    /** The next line with that in it, after the one that was waited for last. */
    Matcher prints(String regex) {
        Pattern wanted = Pattern.compile(regex);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        synchronized (printed) {
            while (true) {
                while (used < printed.size()) {
                    Matcher line = wanted.matcher(printed.get(used++));
                    if (line.find()) {
                        return line;
                    }
                }
                long leftMs = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    throw new AssertionError("no '" + regex + "' came: " + evidence());
                }
                waitForMore(leftMs);
            }
        }
    }

    private void waitForMore(long limitMs) {
        try {
            printed.wait(limitMs);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** All lines so far with that in them. */
    List<String> printed(String regex) {
        Pattern wanted = Pattern.compile(regex);
        synchronized (printed) {
            return printed.stream().filter(line -> wanted.matcher(line).find()).toList();
        }
    }

    String evidence() {
        synchronized (printed) {
            int from = Math.max(0, printed.size() - LINES_OF_EVIDENCE);
            return String.join("\n", printed.subList(from, printed.size()));
        }
    }

    void quit() {
        try {
            type("quit");
        } catch (UncheckedIOException e) {
            // It is gone already.
        }
    }
}
