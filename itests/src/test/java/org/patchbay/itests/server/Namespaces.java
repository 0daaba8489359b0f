package org.patchbay.itests.server;

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

    /** Why there can be none here; empty where there can. */
    public static Optional<String> missing() {
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of("network namespaces need root");
        }
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
