package org.patchbay.itests.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A router that translates addresses, and a network outside, in network namespaces of their own:
 *
 * <pre>
 * here INSIDE --- veth --- router, ROUTER --- veth --- outside, PROVIDER
 * </pre>
 *
 * SIP leaves by another port than ours, everything else by its own. Only who was spoken to gets in.
 */
public final class Translation implements AutoCloseable {
    public static final String INSIDE = "10.213.77.2";
    public static final String ROUTER = "198.51.100.1";
    public static final String PROVIDER = "198.51.100.20";
    public static final int SIP_PORT_OUTSIDE = 45060;

    private static final String GATE = "10.213.77.1";
    private static final String ROUTER_SPACE = "patchbay-router";
    private static final String OUTSIDE_SPACE = "patchbay-outside";
    private static final String LINK = "patchbay-in";

    private Translation() {}

    /** Words before the command of a program that is to run outside. */
    public static List<String> outside() {
        return List.of("ip", "netns", "exec", OUTSIDE_SPACE);
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

    /** Our addresses; the router comes with {@link #translate}. */
    public static Translation open() {
        Translation made = new Translation();
        made.close(); // what a test that was killed has left
        run(
                "ip netns add " + ROUTER_SPACE,
                "ip netns add " + OUTSIDE_SPACE,
                "ip link add " + LINK + " type veth peer name gate netns " + ROUTER_SPACE,
                "ip addr add " + INSIDE + "/30 dev " + LINK,
                "ip link set " + LINK + " up",
                in(
                        ROUTER_SPACE,
                        "ip link add wide type veth peer name eth0 netns " + OUTSIDE_SPACE),
                in(ROUTER_SPACE, "ip addr add " + GATE + "/30 dev gate"),
                in(ROUTER_SPACE, "ip link set gate up"),
                in(ROUTER_SPACE, "ip addr add " + ROUTER + "/24 dev wide"),
                in(ROUTER_SPACE, "ip link set wide up"),
                in(ROUTER_SPACE, "sysctl -qw net.ipv4.ip_forward=1"),
                in(OUTSIDE_SPACE, "ip addr add " + PROVIDER + "/24 dev eth0"),
                in(OUTSIDE_SPACE, "ip link set eth0 up"),
                "ip route add 198.51.100.0/24 via " + GATE);
        return made;
    }

    public void translate(int sipPort) {
        String from = "nft add rule ip nat post oifname wide ip saddr " + INSIDE;
        run(
                in(ROUTER_SPACE, "nft add table ip nat"),
                in(
                        ROUTER_SPACE,
                        "nft add chain ip nat post"
                                + " { type nat hook postrouting priority 100 ; }"),
                in(
                        ROUTER_SPACE,
                        from
                                + " udp sport "
                                + sipPort
                                + " snat to "
                                + ROUTER
                                + ":"
                                + SIP_PORT_OUTSIDE),
                in(ROUTER_SPACE, from + " masquerade"),
                in(ROUTER_SPACE, "nft add table ip filter"),
                in(
                        ROUTER_SPACE,
                        "nft add chain ip filter input"
                                + " { type filter hook input priority 0 ; policy drop ; }"),
                in(
                        ROUTER_SPACE,
                        "nft add chain ip filter forward"
                                + " { type filter hook forward priority 0 ; policy drop ; }"),
                in(ROUTER_SPACE, "nft add rule ip filter forward iifname gate accept"),
                in(
                        ROUTER_SPACE,
                        "nft add rule ip filter forward ct state established,related accept"));
    }

    private static String in(String space, String command) {
        return "ip netns exec " + space + " " + command;
    }

    private static void run(String... commands) {
        tried(commands)
                .ifPresent(
                        why -> {
                            throw new IllegalStateException(why);
                        });
    }

    /** What went wrong with the first that did not work. */
    private static Optional<String> tried(String... commands) {
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

    /** With a namespace its ends of the links go, and with these ours and its route. */
    @Override
    public void close() {
        tried("ip netns del " + OUTSIDE_SPACE);
        tried("ip netns del " + ROUTER_SPACE);
        tried("ip link del " + LINK);
    }
}
