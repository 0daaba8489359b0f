package org.patchbay.webrtc.internal.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that a test talks to. */
public final class Installed {
    private Installed() {}

    /**
     * Leaves the test out where there is none; where {@code ./patchbay test} runs, which installs
     * them and says {@code -Dpeers.required=true}, it fails instead.
     */
    public static void need(Path program) {
        boolean there = Files.isExecutable(program);
        if (Boolean.getBoolean("peers.required")) {
            assertTrue(there, program + " is not installed");
        }
        assumeTrue(there, "no " + program.getFileName() + " here");
    }
}
