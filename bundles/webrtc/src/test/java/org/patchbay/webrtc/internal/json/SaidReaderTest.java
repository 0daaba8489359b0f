package org.patchbay.webrtc.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.webrtc.internal.desk.Said;

class SaidReaderTest {
    private final SaidReader reader = new SaidReader();

    private Said read(String json) {
        try {
            return reader.read(json.replace('\'', '"'));
        } catch (BadWord e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eachWordIsRead() {
        assertEquals(new Said.Call("1002"), read("{'type':'call','to':' 1002 '}"));
        assertEquals(
                new Said.Offer("a.b~_-1", "v=0"),
                read("{'type':'webrtc-offer','session':'a.b~_-1','sdp':'v=0'}"));
        assertEquals(
                new Said.Link("c", "s"), read("{'type':'webrtc-link','call':'c','session':'s'}"));
        assertEquals(
                new Said.Candidate("s", "x"),
                read("{'type':'candidate','session':'s','candidate':'x','mid':'0','index':0}"));
        assertEquals(
                new Said.Candidate("s", ""),
                read("{'type':'candidate','session':'s','candidate':null}"));
        assertEquals(
                new Said.Restart("s", "v=0"),
                read("{'type':'webrtc-restart','session':'s','sdp':'v=0'}"));
        assertEquals(new Said.Decline("c"), read("{'type':'decline','call':'c'}"));
        assertEquals(new Said.Ignore("c"), read("{'type':'ignore','call':'c'}"));
        assertEquals(new Said.Hangup("c"), read("{'type':'hangup','call':'c'}"));
        assertEquals(new Said.Join("c", "1003"), read("{'type':'join','call':'c','to':'1003'}"));
        assertEquals(new Said.Hold("c", true), read("{'type':'hold','call':'c','on':true}"));
        assertEquals(new Said.Key("c", '#'), read("{'type':'key','call':'c','key':'#'}"));
        assertEquals(
                new Said.Transfer("c", Optional.of("1"), Optional.empty()),
                read("{'type':'transfer','call':'c','to':'1'}"));
        assertEquals(
                new Said.Transfer("c", Optional.empty(), Optional.of("d")),
                read("{'type':'transfer','call':'c','other':'d'}"));
        assertEquals(new Said.Resume("t"), read("{'type':'resume','token':'t'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"type\":1}",
                "{\"type\":\"dance\"}",
                "{\"type\":\"call\"}",
                "{\"type\":\"call\",\"to\":\"\"}",
                "{\"type\":\"call\",\"to\":\"1\\n2\"}",
                "{\"type\":\"call\",\"to\":{\"a\":{\"b\":{\"c\":{\"d\":1}}}}}",
                "{\"type\":\"call\",\"to\":\"1\",\"x\":[[[[[1]]]]]}",
                "{\"type\":\"call\",\"type\":\"call\",\"to\":\"1\"}",
                "{\"type\":\"call\",\"to\":\"1\"} x",
                "{\"type\":\"hangup\",\"call\":\"a b\"}",
                "{\"type\":\"hangup\",\"call\":17}",
                "{\"type\":\"hold\",\"call\":\"a\",\"on\":\"yes\"}",
                "{\"type\":\"key\",\"call\":\"a\",\"key\":\"55\"}",
                "{\"type\":\"key\",\"call\":\"a\",\"key\":\"E\"}",
                "{\"type\":\"candidate\",\"session\":\"a\"}",
                "{\"type\":\"transfer\",\"call\":\"a\"}",
                "{\"type\":\"transfer\",\"call\":\"a\",\"to\":\"1\",\"other\":\"b\"}",
            })
    void whatIsNoWordIsRefused(String json) {
        BadWord e = assertThrows(BadWord.class, () -> reader.read(json));
        assertFalse(e.getMessage().contains("dance"), "it repeats what a stranger said");
    }

    @Test
    void whatIsTooLongIsRefused() {
        String sdp = "x".repeat(16 * 1024);
        assertEquals(
                new Said.Offer("s", sdp),
                read("{'type':'webrtc-offer','session':'s','sdp':'" + sdp + "'}"));
        assertThrows(
                BadWord.class,
                () ->
                        reader.read(
                                "{\"type\":\"webrtc-offer\",\"session\":\"s\",\"sdp\":\""
                                        + sdp
                                        + "x\"}"));
        assertThrows(BadWord.class, () -> reader.read(" ".repeat(70_000)));
        assertThrows(
                BadWord.class,
                () -> reader.read("{\"type\":\"hangup\",\"call\":\"" + "a".repeat(65) + "\"}"));
    }

    /** Whatever buffers the reader has by then. */
    @Test
    void whatIsTooLongIsNamed() {
        for (int over = 1; over <= 40_001; over += 5_000) {
            String json =
                    "{\"type\":\"webrtc-offer\",\"session\":\"s\",\"sdp\":\""
                            + "x".repeat(16 * 1024 + over)
                            + "\"}";
            BadWord e = assertThrows(BadWord.class, () -> reader.read(json));
            assertEquals("webrtc-offer", e.of());
        }
    }

    @Test
    void whateverComesOnlyOurExceptionGoesOut() {
        Random random = new Random(20261126);
        String seed = "{\"type\":\"transfer\",\"call\":\"L1\",\"to\":\"1002\",\"n\":[1,2.5e3]}";
        String spice = "{}[]\":,\\u0null\uD800tf-+.eE0 ";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(seed);
            for (int n = random.nextInt(4); n > 0; n--) {
                text.setCharAt(
                        random.nextInt(text.length()),
                        spice.charAt(random.nextInt(spice.length())));
            }
            try {
                reader.read(text.toString());
                read++;
            } catch (BadWord expected) {
                assertTrue(expected.getMessage().length() < 200);
            }
        }
        assertTrue(read > 1000 && read < 20_000, "read " + read);
    }
}
