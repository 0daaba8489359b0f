package org.patchbay.console.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.media.api.Mix.MixSnapshot;
import org.patchbay.media.api.Mix.Seat;
import org.patchbay.sdp.Direction;

class MixPictureTest {
    private static String picture(MixSnapshot mix, LegSnapshot... legs) {
        return String.join("\n", MixPicture.lines(mix, List.of(legs)));
    }

    private static LegSnapshot leg(String id, String target, Direction direction) {
        return Sample.leg(id, target, "PCMU/8000", direction);
    }

    @Test
    void twoHearEachOther() {
        assertEquals(
                """
                                                   +--------------+
                device:1001  -18 dB ######.. <---> |  mix 16 kHz  | <---> -30 dB ####....  device:1002
                                                   +--------------+

                device:1001 hears device:1002
                device:1002 hears device:1001""",
                picture(
                        Sample.mix(false, Sample.seat("l1", -18), Sample.seat("l2", -30)),
                        leg("l1", "device:1001", Direction.SENDRECV),
                        leg("l2", "device:1002", Direction.SENDRECV)));
    }

    @Test
    void mutedHeldAndPlayer() {
        String text =
                picture(
                        Sample.mix(
                                false,
                                new Seat("l1", -18, 0, true),
                                Sample.seat("l2", -96),
                                Sample.seat("moh", -20)),
                        leg("l1", "device:1001", Direction.SENDRECV),
                        leg("l2", "device:1002", Direction.SENDONLY));
        assertTrue(text.contains("device:1001   muted ........ <---- |"), text);
        assertTrue(text.contains("| ----> silent ........  device:1002"), text);
        assertTrue(text.contains("        moh  -20 dB #####... <---> |"), text);
        assertTrue(text.contains("device:1001 hears moh\n"), text);
        assertTrue(text.contains("device:1002 hears moh\n"), text);
        assertTrue(text.endsWith("moh hears nobody"), text);
    }

    @Test
    void aRelaySaysSo() {
        String text = picture(Sample.mix(true, Sample.seat("a", -96), Sample.seat("b", -96)));
        assertTrue(text.contains("|  relay  |"), text);
        assertTrue(!text.contains("silent"), "nobody measures what is relayed: " + text);
    }

    @Test
    void anEmptyMix() {
        assertTrue(picture(Sample.mix(false)).endsWith("Nobody is in it."));
    }

    @Test
    void aLargeRoomIsNotListedByPair() {
        Seat[] seats =
                IntStream.range(0, 30)
                        .mapToObj(i -> Sample.seat("l" + i, -20))
                        .toArray(Seat[]::new);
        String text = picture(Sample.mix(false, seats));
        assertTrue(
                text.endsWith("30 in it, 30 may be heard; each hears those but not itself."), text);
        assertEquals(19, text.lines().count());
    }

    @Test
    void everyLineOfTheBoxIsAligned() {
        List<String> lines =
                MixPicture.lines(
                        Sample.mix(
                                false,
                                Sample.seat("long-name", -5),
                                Sample.seat("b", -5),
                                Sample.seat("c", -5)),
                        List.of());
        assertEquals(
                1,
                lines.stream()
                        .limit(4)
                        .map(l -> Math.max(l.indexOf('+'), l.indexOf('|')))
                        .distinct()
                        .count());
    }
}
