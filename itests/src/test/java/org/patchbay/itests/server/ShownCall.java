package org.patchbay.itests.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The only call that is up, as the console shows it. */
public final class ShownCall {
    private final Server server;
    private final String id;

    private ShownCall(Server server, String id) {
        this.server = server;
        this.id = id;
    }

    public static ShownCall of(Server server) {
        return new ShownCall(
                server, first("(?m)^([0-9a-zA-Z]+-\\d+) ", server.console("pbx:calls")));
    }

    /** The one that came last. */
    public static ShownCall newest(Server server) {
        String calls = "\n" + server.console("pbx:calls");
        return new ShownCall(server, first("(?s).*\\n([0-9a-zA-Z]+-\\d+) ", calls));
    }

    public String id() {
        return id;
    }

    /** What {@code pbx:call} says of it now. */
    public String text() {
        return server.console("pbx:call " + id);
    }

    /** The id of a device's leg. */
    public String leg(String device) {
        return first("(?m)^(\\S+) +(?:in|out) +device:" + device, text());
    }

    private static String first(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }
}
