package org.patchbay.itests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.testkit.Eventually;

/** A part of the running server that is replaced, withdrawn and brought back while calls are up. */
public final class Bundle {
    private final Server server;
    private final String folder;
    private final String symbolicName;
    private int builds;

    /**
     * @param folder its name under {@code bundles/}
     */
    public Bundle(Server server, String folder) {
        this.server = server;
        this.folder = folder;
        this.symbolicName = "org.patchbay." + folder;
    }

    /** Puts a newer build in the place of the running one. */
    public void replace() {
        server.console("bundle:update " + symbolicName + " file:" + newerBuild());
        isActive();
    }

    /** Stops it where it is: it is away, and meant to come back. */
    public void stop() {
        server.console("bundle:stop " + symbolicName);
        Eventually.holds(() -> assertEquals("Resolved", state()));
    }

    /** The other half of {@link #stop}. */
    public void start() {
        server.console("bundle:start " + symbolicName);
        isActive();
    }

    /** Takes it away for good. */
    public void withdraw() {
        server.console("bundle:uninstall " + symbolicName);
        Eventually.holds(() -> assertEquals("", state()));
    }

    /** Installs and starts it again. */
    public void bringBack() {
        server.console("bundle:install --start file:" + newerBuild());
        isActive();
    }

    private void isActive() {
        Eventually.holds(() -> assertEquals("Active", state()));
    }

    private String state() {
        Pattern line =
                Pattern.compile(
                        "(?m)^.*?[|│]\\s*(\\w+)\\s*[|│].*\\s"
                                + Pattern.quote(symbolicName)
                                + "\\s*$");
        Matcher found = line.matcher(server.console("bundle:list -t 0 -s"));
        return found.find() ? found.group(1) : "";
    }

    /**
     * Only the class loader of the build in force is left, the old ones are collected.
     *
     * @param expected 1, or 0 while it is withdrawn
     */
    public void hasLoaders(int expected) {
        ClassLoaders.are(
                server, expected, "org.patchbay." + folder.replace('-', '.') + ".internal");
    }

    /** The build of this tree with a higher version. */
    private Path newerBuild() {
        String version = "0.1." + ++builds;
        Path copy = Places.work().resolve("builds/" + symbolicName + "-" + version + ".jar");
        return Jar.withVersion(Jar.in(Places.root().resolve("bundles/" + folder)), version, copy);
    }
}
