package org.patchbay.media.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealTimeTest {
    /** sched(7). */
    private static final int SCHED_OTHER = 0;

    private static final int SCHED_RR = 2;

    @TempDir Path folder;
    private final List<String> said = new CopyOnWriteArrayList<>();

    /** A program that writes its arguments down, says something, and ends so. */
    private String program(String says, int status, String more) throws IOException {
        Path file = folder.resolve("chrt");
        String script =
                "#!/bin/sh\necho \"$@\" >> %s/asked\necho '%s' >&2\n%s\nexit %d\n"
                        .formatted(folder, says, more, status);
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private RealTime asking(String program) {
        return new RealTime(program, Duration.ofSeconds(5), said::add);
    }

    /** What a loop made so says to a question, so that it is known to run. */
    private static <T> T onLoop(RealTime realTime, java.util.concurrent.Callable<T> question)
            throws Exception {
        MediaLoop loop = new MediaLoop("media-test");
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.start(realTime);
        try {
            loop.post(
                    () -> {
                        try {
                            answer.complete(question.call());
                        } catch (Exception e) {
                            answer.completeExceptionally(e);
                        }
                    });
            return answer.get(10, TimeUnit.SECONDS);
        } finally {
            loop.stop();
        }
    }

    private static Path self() {
        return Path.of("/proc/thread-self");
    }

    private static int policy(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            // proc(5): the 41st field; the second, in brackets, may contain anything.
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void eachLoopAsksForItsOwnThreadAndARefusalIsToldOnceAndHarmless() throws Exception {
        RealTime realTime = asking(program("not you", 1, ""));
        String first = onLoop(realTime, () -> id(self()));
        String second = onLoop(realTime, () -> id(self()));
        assertEquals(List.of("not you"), said);
        assertEquals(
                List.of(
                        "--reset-on-fork --rr --pid 1 " + first,
                        "--reset-on-fork --rr --pid 1 " + second),
                Files.readAllLines(folder.resolve("asked")));
    }

    private static String id(Path task) throws IOException {
        return Files.readSymbolicLink(task).getFileName().toString();
    }

    @Test
    void nothingIsToldWhereItIsGranted() throws Exception {
        assertEquals("runs", onLoop(asking(program("", 0, "")), () -> "runs"));
        assertEquals(List.of(), said);
    }

    @Test
    void aSystemWithoutTheProgramIsHarmless() throws Exception {
        RealTime realTime = asking(folder.resolve("nowhere").toString());
        assertEquals("runs", onLoop(realTime, () -> "runs"));
        assertEquals("runs", onLoop(realTime, () -> "runs"));
        assertEquals(1, said.size());
        assertTrue(said.get(0).contains("nowhere"), said::toString);
    }

    @Test
    void aProgramThatDoesNotEndIsNotWaitedFor() throws Exception {
        String endless = program("", 0, "exec sleep 60");
        RealTime realTime = new RealTime(endless, Duration.ofMillis(300), said::add);
        assertEquals("runs", onLoop(realTime, () -> "runs"));
        assertEquals(List.of(endless + " does not end"), said);
    }

    @Test
    void theLoopsOwnThreadGetsItAndNothingThatItStarts() throws Exception {
        RealTime realTime = new RealTime("chrt", Duration.ofSeconds(5), said::add);
        int[] policies =
                onLoop(realTime, () -> new int[] {policy(self()), ofAThread(), ofAProcess()});
        assumeTrue(said.isEmpty(), () -> "this system refuses: " + said);
        assertEquals(SCHED_RR, policies[0], "the loop");
        assertEquals(SCHED_OTHER, policies[1], "a thread of it");
        assertEquals(SCHED_OTHER, policies[2], "a process of it");
    }

    private static int ofAThread() throws Exception {
        CompletableFuture<Integer> policy = new CompletableFuture<>();
        new Thread(() -> policy.complete(policy(self()))).start();
        return policy.get(10, TimeUnit.SECONDS);
    }

    private static int ofAProcess() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        try {
            return policy(Path.of("/proc/" + child.pid()));
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
