package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** What {@code docs/script-guide.md} tells a newcomer to do, done to the letter. */
@ExtendWith(SharedServer.class)
class ScriptGuideIT {
    private static final Pattern FIRST =
            Pattern.compile(
                    "(?s)## The first call in (\\w+) lines\n+```js\n(// scripts/(\\S+)\n.*?)```"
                            + ".*?dial (\\d+), hear yourself");

    @Test
    void the_first_call(Server server) throws IOException {
        Matcher guide =
                FIRST.matcher(Files.readString(Places.root().resolve("docs/script-guide.md")));
        assertTrue(guide.find(), "the guide has changed");
        List<String> lines = guide.group(2).lines().toList();
        assertEquals("six", guide.group(1));
        assertEquals(6, lines.size());
        Path file = server.scripts().resolve(guide.group(3));
        String number = guide.group(4);

        try (BaresipPhone phone =
                        BaresipPhone.registered(server, Settings.of("1005").with("opus"));
                RawPhone other = RawPhone.of(server, "1006").registered()) {
            assertEquals(404, other.call(number).first().code());
            int mark = server.logMark();
            server.save(file, guide.group(2));
            server.logs(mark, "Script " + Pattern.quote(guide.group(3)) + "@\\d+ is in force");
            phone.dial(number);
            phone.talks();
            phone.heard(1);
            phone.listen();
            phone.heard(1).hears(phone.tone());
            String shown = server.launchedConsole("pbx:scripts");
            assertTrue(shown.matches("(?s).*\\bhello\\b.*"), shown);
            phone.hangUp();
            phone.isOver();

            server.remove(file);
            Eventually.holds(() -> assertEquals(404, other.call(number).first().code()));
        } finally {
            server.remove(file);
        }
        server.hasNoCalls();
    }
}
