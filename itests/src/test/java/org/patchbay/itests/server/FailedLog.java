package org.patchbay.itests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a server said while a test was running that failed, beside the reports. */
public final class FailedLog {
    private FailedLog() {}

    /**
     * @param mark where its log was when the test began
     */
    public static void keep(ExtensionContext context, Throwable cause, Server server, int mark) {
        String name =
                context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
        Path file = Places.work().resolve("failed/" + name.replaceAll("[^\\w.-]+", "_") + ".log");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, cause + "\n\n" + server.log().substring(mark));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
