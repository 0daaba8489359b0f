package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;

/** What a call was is seen after its end. */
@ExtendWith(SharedServer.class)
class TraceIT {
    @Test
    void a_call_of_two_is_a_ladder_of_two_lanes(Server server, @TempDir Path folder)
            throws IOException {
        try (RawPhone caller = RawPhone.of(server, "1008").registered();
                RawPhone callee = RawPhone.of(server, "1009").registered()) {
            RawCall call = caller.ring("1009");
            callee.incoming().answer();
            assertEquals(200, call.finalResponse().code());
            call.hangUp();
        }
        server.hasNoCalls();
        String id = last(server, "1008", "1009");

        String ladder = server.launchedConsole("pbx:trace " + id);
        for (String said :
                List.of(
                        "──▶ INVITE sip:1009@",
                        "◀── 407 ",
                        "◀── 200 OK",
                        "──▶ ACK ",
                        "──▶ BYE ",
                        "  leg 1  in device:1008  udp ",
                        "  leg 2  out device:1009  udp ",
                        "decided by ",
                        "leg 2 answered, PCMU/8000",
                        "leg 1 joins the mix",
                        "over: NORMAL")) {
            assertTrue(ladder.contains(said), said + " is not in " + ladder);
        }

        String whole = server.console("pbx:trace --messages " + id);
        assertTrue(whole.contains("Proxy-Authorization: Digest"), whole);
        assertTrue(whole.contains("response=***"), whole);
        assertFalse(whole.matches("(?s).*response=\"?[0-9a-f]{32}.*"), whole);
        assertTrue(whole.contains("m=audio "), whole);
        opensElsewhere(server, id, folder);
    }

    private static void opensElsewhere(Server server, String id, Path folder) throws IOException {
        Path file = folder.resolve("call.pcap");
        String said = server.launchedConsole("pbx:trace --pcap " + file + " " + id);
        assertTrue(said.contains("messages are in " + file), said);
        assertTrue(server.console("pbx:trace --pcap " + file + " " + id).contains("there already"));
        Path output = folder.resolve("output");
        Process reads =
                Programs.start(
                        folder, output, List.of("tcpdump", "-n", "-A", "-r", file.toString()));
        assertTrue(Programs.endsWithin(reads, 20));
        assertEquals(0, reads.exitValue());
        String read = Files.readString(output);
        assertTrue(read.contains("INVITE sip:1009@"), read);
        assertTrue(read.contains("BYE sip:"), read);
        assertFalse(read.contains("bad cksum"), read);
    }

    private static String last(Server server, String from, String to) {
        String list = server.console("pbx:trace");
        Matcher row =
                Pattern.compile("(?m)^(\\S+) +\\S+ \\S+ +" + from + " +" + to + " ").matcher(list);
        assertTrue(row.find(), list);
        return row.group(1);
    }
}
