package org.patchbay.itests.server;

import static org.patchbay.itests.server.Namespaces.in;
import static org.patchbay.itests.server.Namespaces.run;
import static org.patchbay.itests.server.Namespaces.tried;

import java.util.List;

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
        return Namespaces.inside(OUTSIDE_SPACE);
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

    /** With a namespace its ends of the links go, and with these ours and its route. */
    @Override
    public void close() {
        tried("ip netns del " + OUTSIDE_SPACE);
        tried("ip netns del " + ROUTER_SPACE);
        tried("ip link del " + LINK);
    }
}
