package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Rest;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** A program is told the same by REST as somebody at the console. */
@ExtendWith(SharedServer.class)
class RestIT {
    private static void talk(Server server, String from, String to) {
        try (RawPhone caller = RawPhone.of(server, from).registered();
                RawPhone callee = RawPhone.of(server, to).registered()) {
            RawCall call = caller.ring(to);
            callee.incoming().answer();
            assertEquals(200, call.finalResponse().code());
            call.hangUp();
        }
        server.hasNoCalls();
    }

    @Test
    void what_a_call_was_is_told_as_the_console_tells_it(Server server) throws Exception {
        talk(server, "1008", "1009");
        Rest rest = Rest.of(server);
        JsonNode last = rest.json("/traces?limit=1").at("/items/0");
        assertEquals("1008", last.at("/caller/number").asText(), last::toString);
        assertEquals("1009", last.path("called").asText(), last::toString);
        String id = last.path("id").asText();
        isTraced(server, rest, "/traces/" + id, id);
        isRecorded(server, rest, id);
    }

    private static void isTraced(Server server, Rest rest, String path, String id)
            throws Exception {
        String steps = rest.json(path).path("steps").toString();
        for (String said :
                new String[] {"INVITE sip:1009@", "BYE sip:", "decided by ", "\"leg\""}) {
            assertTrue(steps.contains(said), said + " is not in " + steps);
        }
        assertFalse(steps.contains("\"text\""), steps);
        String whole = rest.text(path + "?messages=true");
        assertTrue(whole.contains("Proxy-Authorization: Digest"), whole);
        assertTrue(whole.contains("response=***"), whole);
        assertFalse(whole.matches("(?s).*response=\\\\?\"?[0-9a-f]{32}.*"), whole);
        isShown(server, "pbx:trace " + id, rest.text(path + "/ladder"));
        byte[] file = rest.bytes(path + "/pcap");
        assertArrayEquals(
                new byte[] {(byte) 0xD4, (byte) 0xC3, (byte) 0xB2, (byte) 0xA1},
                Arrays.copyOf(file, 4));
        String said = new String(file, StandardCharsets.ISO_8859_1);
        assertTrue(said.contains("BYE sip:") && said.contains("response=***"), said);
    }

    private static void isRecorded(Server server, Rest rest, String id) throws Exception {
        JsonNode call =
                Eventually.value(
                        Eventually.LIMIT,
                        () -> {
                            JsonNode found = newest(rest);
                            assertEquals(id, found.path("id").asText(), found::toString);
                            assertFalse(found.path("up").asBoolean(), found::toString);
                            return found;
                        });
        assertEquals("NORMAL", call.path("cause").asText(), call::toString);
        assertEquals("caller", call.path("hungUpBy").asText(), call::toString);
        JsonNode legs = rest.json("/records/" + id).path("legs");
        assertEquals(2, legs.size(), legs::toString);
        assertEquals("PCMU/8000", legs.at("/1/codec").asText(), legs::toString);
        isShown(server, "pbx:records --csv - 1009", rest.text("/records.csv?party=1009"));
    }

    /** By the console, which says more when it closes. */
    private static void isShown(Server server, String command, String same) {
        List<String> shown = server.console(command).lines().toList();
        List<String> told = same.lines().toList();
        assertTrue(told.size() > 1, same);
        assertEquals(told, shown.subList(0, Math.min(told.size(), shown.size())));
    }

    private static JsonNode newest(Rest rest) throws Exception {
        return rest.json("/records?party=1009&direction=internal&limit=1").at("/items/0");
    }

    @Test
    void parts_say_of_themselves_what_the_console_shows(Server server) throws Exception {
        Rest rest = Rest.of(server);
        JsonNode directory = rest.json("/directory");
        assertTrue(directory.path("inForce").asBoolean(), directory::toString);
        String shown = server.console("pbx:directory");
        for (String kind : new String[] {"users", "devices", "groups", "rooms", "trunks"}) {
            String count = directory.at("/counts/" + kind).asText();
            assertTrue(shown.matches("(?s).*" + kind + " +" + count + "\\s.*"), shown);
            JsonNode first = rest.json("/directory/" + kind + "?limit=1").at("/items/0");
            assertEquals(count.equals("0"), first.isMissingNode(), first::toString);
        }
        String counters = rest.text("/counters?part=sip&limit=500");
        assertTrue(counters.contains("\"calls.refused-busy\""), counters);
        JsonNode loop = rest.json("/media?ticks=true").at("/loops/0");
        assertEquals("media-0", loop.path("name").asText(), loop::toString);
        assertTrue(loop.path("ticksByLateUs").isObject(), loop::toString);
    }
}
