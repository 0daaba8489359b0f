package org.patchbay.itests.server;

import static org.patchbay.itests.server.Namespaces.in;
import static org.patchbay.itests.server.Namespaces.run;
import static org.patchbay.itests.server.Namespaces.tried;

import java.util.List;

/**
 * A machine beside this one, in a network namespace of its own, and the cable to it:
 *
 * <pre>
 * here HERE --- veth --- THERE
 * </pre>
 */
public final class Cable implements AutoCloseable {
    public static final String HERE = "10.213.78.1";

    private static final String MASK = "/29";
    private static final String THERE = "10.213.78.2";
    private static final String ELSEWHERE = "10.213.78.3";
    private static final String SPACE = "patchbay-beside";
    private static final String LINK = "patchbay-cable";

    private String address = THERE;

    private Cable() {}

    /** Words before the command of a program that is to run there. */
    public static List<String> beside() {
        return Namespaces.inside(SPACE);
    }

    public static Cable open() {
        Cable made = new Cable();
        made.close(); // what a test that was killed has left
        run(
                "ip netns add " + SPACE,
                "ip link add " + LINK + " type veth peer name eth0 netns " + SPACE,
                "ip addr add " + HERE + MASK + " dev " + LINK,
                "ip link set " + LINK + " up",
                in(SPACE, "ip link set lo up"),
                in(SPACE, "ip addr add " + made.address + MASK + " dev eth0"),
                in(SPACE, "ip link set eth0 up"));
        return made;
    }

    /** From now on nothing gets through, and nobody is told. */
    public void swallow() {
        String drop = " priority 0 ; policy drop ; }";
        run(
                in(SPACE, "nft add table inet hole"),
                in(SPACE, "nft add chain inet hole out { type filter hook output" + drop),
                in(SPACE, "nft add chain inet hole in { type filter hook input" + drop));
    }

    public void deliver() {
        run(in(SPACE, "nft delete table inet hole"));
    }

    /** The machine there sees that its cable is out. */
    public void unplug() {
        run(in(SPACE, "ip link set eth0 down"));
    }

    public void plug() {
        run(in(SPACE, "ip link set eth0 up"));
    }

    /** The machine there has another address, as one that goes from one network to another. */
    public void roam() {
        String next = address.equals(THERE) ? ELSEWHERE : THERE;
        run(
                in(SPACE, "ip addr del " + address + MASK + " dev eth0"),
                in(SPACE, "ip addr add " + next + MASK + " dev eth0"));
        address = next;
    }

    /** With the namespace its end of the link goes, and with this ours. */
    @Override
    public void close() {
        tried("ip netns del " + SPACE);
        tried("ip link del " + LINK);
    }
}
