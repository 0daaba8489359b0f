package org.patchbay.webrtc.internal.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.webrtc.internal.peer.Stun;

/** When a STUN server is asked, and what counts as its answer. In virtual time. */
class AskingTest {
    private static final byte[] ADDRESS = {(byte) 192, 0, 2, 7};

    private static final InetAddress OWN = address("10.0.0.1");

    private final Asking asking = new Asking(OWN, 1000);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void seen(byte[] question, byte[] address, int port, long nowMs) {
        asking.came(Stun.seen(Stun.transaction(question), address, port), nowMs);
    }

    @Test
    void itAsksUntilItIsAnsweredAndThenFromTimeToTime() {
        byte[] question = asking.due(1000).orElseThrow();
        assertTrue(Stun.isStun(question, question.length));
        assertEquals(Stun.BINDING_REQUEST, Stun.type(question));
        assertEquals(Optional.empty(), asking.due(1499));
        assertArrayEquals(question, asking.due(1500).orElseThrow(), "the same transaction");
        assertEquals(Optional.empty(), asking.mapped());
        seen(question, ADDRESS, 4711, 1600);
        assertEquals(Optional.of(new InetSocketAddress("192.0.2.7", 4711)), asking.mapped());
        assertEquals(Optional.empty(), asking.due(1600 + Asking.AGAIN_MS - 1));
        byte[] next = asking.due(1600 + Asking.AGAIN_MS).orElseThrow();
        assertFalse(Arrays.equals(question, next));
        seen(next, ADDRESS, 4712, 27_000);
        assertEquals(4712, asking.mapped().orElseThrow().getPort());
    }

    @Test
    void aServerThatIsSilentForLongIsSaidToBe() {
        List<Long> at = new ArrayList<>();
        long now = 1000;
        while (!asking.isSilent()) {
            now = asking.nextMs();
            if (asking.due(now).isPresent()) {
                at.add(now - 1000);
            }
        }
        assertEquals(List.of(0L, 500L, 1500L, 3500L, 7500L, 15_500L, 31_500L), at);
        assertEquals(39_500, now - 1000);
        assertEquals(now + Asking.AGAIN_MS, asking.nextMs());
    }

    @Test
    void whatAnswersNothingOfOursMeansNothing() {
        byte[] question = asking.due(1000).orElseThrow();
        byte[] other = question.clone();
        other[12] ^= 1;
        seen(other, ADDRESS, 4711, 1100);
        asking.came(question, 1100);
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            byte[] rubbish = Stun.seen(Stun.transaction(question), ADDRESS, 4711);
            if (i % 2 == 0) {
                // The head is right, and what follows says nothing that can be understood.
                for (int at = 20; at < rubbish.length; at++) {
                    rubbish[at] = (byte) random.nextInt();
                }
                rubbish[20] = 0x7F;
            } else {
                rubbish[8 + random.nextInt(12)] ^= 1;
            }
            asking.came(Arrays.copyOf(rubbish, random.nextInt(rubbish.length + 1)), 1100);
        }
        assertEquals(Optional.empty(), asking.mapped());
        seen(question, ADDRESS, 4711, 1200);
        assertTrue(asking.mapped().isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 4711",
        "224.0.0.1, 4711",
        "255.255.255.255, 4711",
        "127.0.0.1, 4711",
        "192.0.2.7, 0"
    })
    void whatNoRouterGivesUsIsNotBelieved(String text, int port) {
        seen(asking.due(1000).orElseThrow(), address(text).getAddress(), port, 1100);
        assertEquals(Optional.empty(), asking.mapped());
    }

    @Test
    void anAnswerBeforeTheQuestionMeansNothing() {
        seen(asking.due(1000).orElseThrow(), ADDRESS, 4711, 1100);
        byte[] before = new Asking(OWN, 0).due(0).orElseThrow();
        seen(before, ADDRESS, 9, 1200);
        assertEquals(4711, asking.mapped().orElseThrow().getPort());
    }

    @ParameterizedTest
    @CsvSource({
        "stun:stun.example.org:3479, stun.example.org, 3479",
        "stun:stun.example.org, stun.example.org, 3478",
        "192.0.2.1:5000, 192.0.2.1, 5000",
        "stun:[2001:db8::1]:5000, 2001:db8::1, 5000"
    })
    void aServerByItsName(String text, String host, int port) {
        assertEquals(new StunServer(host, port), StunServer.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "turn:a:1", "a b", "a:0", "a:65536", "a:x", "stun:"})
    void whatIsNoServerIsNamed(String text) {
        assertThrows(IllegalArgumentException.class, () -> StunServer.parse(text));
    }
}
