package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Recording;

/** Every codec with every codec: the same on both sides, or transcoded by the hub. */
@ExtendWith(SharedServer.class)
class CodecPairsIT {
    private static final List<String> CODECS = List.of("PCMU", "PCMA", "G722", "opus");
    private static final double LONGEST_GAP_MS = 40;

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (int i = 0; i < CODECS.size(); i++) {
            for (int j = i; j < CODECS.size(); j++) {
                pairs.add(Arguments.of(CODECS.get(i), CODECS.get(j), "udp"));
                pairs.add(Arguments.of(CODECS.get(j), CODECS.get(i), "tcp"));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "{0} with {1} over {2}")
    @MethodSource("pairs")
    void both_hear_each_other(String callers, String callees, String transport, Server server) {
        try (BaresipPhone one =
                        BaresipPhone.registered(
                                server, Settings.of("1003").over(transport).with(callers));
                BaresipPhone two =
                        BaresipPhone.registered(
                                server,
                                Settings.of("1004").over(transport).with(callees).answering())) {
            one.dial("1004");
            one.talks();
            two.talks();
            Ear.hearEachOther(one, two, 1);
            List<Recording> heard = Ear.together(1.5, List.of(one, two));
            heard.get(0).hasNoGap(two.tone(), LONGEST_GAP_MS);
            heard.get(1).hasNoGap(one.tone(), LONGEST_GAP_MS);
            one.hangUp();
            two.isOver();
        }
    }

    /** What baresip's own recording cannot show: the packets of a transcoded call, by arrival. */
    @Test
    void transcoded_sound_comes_in_step(Server server) {
        try (BaresipPhone opus =
                        BaresipPhone.registered(
                                server, Settings.of("1004").with("opus").answering());
                RawPhone pcma = RawPhone.of(server, "1003")) {
            RawCall call =
                    pcma.registered()
                            .call("1004", o -> o.putArray("codecs").add("PCMA"))
                            .answeredOk();
            opus.talks();
            Ear.hearEachOther(call, opus, 1);
            call.listen();
            RawCall.Packets packets = call.packets(3);
            assertEquals(List.of(8), packets.payloadTypes());
            assertEquals(0, packets.lost());
            assertTrue(Math.abs(packets.count() - 150) <= 3, packets::toString);
            // By the time at which the system had them, not the phone: its own starving is not in
            // it.
            double longestMs = LONGEST_GAP_MS + packets.stolenMs();
            assertTrue(packets.longestGapMs() <= longestMs, packets::toString);
            call.hangUp();
            opus.isOver();
        }
        server.hasNoCalls();
    }
}
