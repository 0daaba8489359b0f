package org.patchbay.itests.server;

import static org.patchbay.itests.server.Namespaces.in;
import static org.patchbay.itests.server.Namespaces.run;
import static org.patchbay.itests.server.Namespaces.tried;

import java.util.List;

/** A machine that no cable goes to: a network namespace with its loopback and nothing else. */
public final class Lonely implements AutoCloseable {
    private static final String SPACE = "patchbay-lonely";

    private Lonely() {}

    public static Lonely open() {
        Lonely made = new Lonely();
        made.close(); // what a test that was killed has left
        run("ip netns add " + SPACE, in(SPACE, "ip link set lo up"));
        return made;
    }

    /** Words before the command of a program that is to run there. */
    public List<String> inside() {
        return Namespaces.inside(SPACE);
    }

    @Override
    public void close() {
        tried("ip netns del " + SPACE);
    }
}
