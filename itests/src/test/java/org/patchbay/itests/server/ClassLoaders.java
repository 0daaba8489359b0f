package org.patchbay.itests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.testkit.Eventually;

/** Whether what was replaced or removed has left the memory of the server. */
final class ClassLoaders {
    private static final Duration COLLECTED_WITHIN = Duration.ofSeconds(20);

    private ClassLoaders() {}

    /** Waits until classes below that package belong to as many class loaders. */
    static void are(Server server, int expected, String packageName) {
        Eventually.holds(
                COLLECTED_WITHIN,
                () -> {
                    server.jcmd("GC.run");
                    assertEquals(
                            expected,
                            of(server, packageName).size(),
                            packageName + "'s class loaders");
                });
    }

    private static Set<String> of(Server server, String packageName) {
        Matcher classes =
                Pattern.compile("(?m)" + Pattern.quote(packageName) + "\\.\\S+/(0x[0-9a-f]+)$")
                        .matcher(server.jcmd("VM.class_hierarchy"));
        Set<String> loaders = new HashSet<>();
        while (classes.find()) {
            loaders.add(classes.group(1));
        }
        return loaders;
    }
}
