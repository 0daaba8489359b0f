package org.patchbay.itests.server;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Networks of their own on this machine: network namespaces (namespaces(7)), by {@code ip} and
 * {@code nft}.
 */
public final class Namespaces {
    private Namespaces() {}

    /** Words before the command of a program that is to run in one. */
    static List<String> inside(String space) {
        return List.of("ip", "netns", "exec", space);
    }

    /**
     * Leaves a test out where there can be none. {@code ./patchbay test} says {@code
     * -Dpeers.required=true}: then it fails, but for users who may not make any.
     */
    public static void need() {
        if (!System.getProperty("user.name").equals("root")) {
            abort("network namespaces need root");
        }
        Optional<String> missing = missing();
        if (missing.isPresent() && Boolean.getBoolean("peers.required")) {
            fail(missing.get());
        }
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }

    /** Why there can be none here; empty where there can. */
    private static Optional<String> missing() {
        for (String tool : List.of("ip", "nft")) {
            boolean found =
                    List.of("/usr/sbin", "/sbin", "/usr/bin").stream()
                            .anyMatch(d -> Files.isExecutable(Path.of(d, tool)));
            if (!found) {
                return Optional.of("there is no " + tool);
            }
        }
        Optional<String> refused = tried("ip netns add patchbay-try");
        if (refused.isPresent()) {
            return Optional.of("no network namespaces here: " + refused.get());
        }
        Optional<String> noNat =
                tried(
                        "ip netns exec patchbay-try nft add table ip nat",
                        "ip netns exec patchbay-try nft add chain ip nat post"
                                + " { type nat hook postrouting priority 100 ; }");
        tried("ip netns del patchbay-try");
        return noNat.map(why -> "no translation of addresses here: " + why);
    }

    static String in(String space, String command) {
        return "ip netns exec " + space + " " + command;
    }

    static void run(String... commands) {
        tried(commands)
                .ifPresent(
                        why -> {
                            throw new IllegalStateException(why);
                        });
    }

    /** What went wrong with the first that did not work. */
    static Optional<String> tried(String... commands) {
        for (String command : commands) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            try {
                Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
                String said = new String(process.getInputStream().readAllBytes()).strip();
                if (process.waitFor() != 0) {
                    return Optional.of(command + ": " + said);
                }
            } catch (IOException e) {
                return Optional.of(command + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of(command + ": interrupted");
            }
        }
        return Optional.empty();
    }
}
