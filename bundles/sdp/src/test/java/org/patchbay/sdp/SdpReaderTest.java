package org.patchbay.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdpReaderTest {
    private static final String HEAD = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n";

    @Test
    void readsEveryLineThatMeansSomething() {
        SessionDescription d =
                SessionDescription.parse(
                        "v=0\r\n"
                                + "o=alice 2890844526 18446744073709551615 IN IP4 192.0.2.1\r\n"
                                + "s=A talk\r\n"
                                + "c=IN IP4 192.0.2.9/127\r\n"
                                + "b=AS:64\r\n"
                                + "t=0 0\r\n"
                                + "a=recvonly\r\n"
                                + "m=AUDIO 49170/2 RTP/AVP 0 96\r\n"
                                + "c=IN IP6 2001:db8::1\r\n"
                                + "a=rtpmap:96 opus/48000/2\r\n"
                                + "a=sendonly\r\n"
                                + "m=video 0 RTP/AVP 31\r\n");
        assertEquals("alice", d.origin().user());
        assertEquals(2890844526L, d.origin().sessionId());
        assertEquals("18446744073709551615", Long.toUnsignedString(d.origin().version()));
        assertEquals("A talk", d.name());
        assertEquals(Optional.of("192.0.2.9"), d.connectionAddress());
        assertEquals(List.of(Attribute.property("recvonly")), d.attributes());
        MediaDescription audio = d.audio().orElseThrow();
        assertEquals(49170, audio.port());
        assertEquals(List.of("0", "96"), audio.formats());
        assertEquals(Optional.of("2001:db8::1"), audio.connectionAddress());
        assertEquals(Optional.of("96 opus/48000/2"), audio.attribute("rtpmap"));
        assertEquals(2, d.media().size());
        assertEquals(Optional.empty(), d.media().get(1).connectionAddress());
    }

    @Test
    void toleratesCarelessPhones() {
        String careless =
                "\nv=0\n"
                        + "o=Front Desk 12 -5 IN IP4 127.0.0.1\n"
                        + "s=\n"
                        + "c=IN IP4 127.0.0.1 \n\n"
                        + "x=what is this\n"
                        + "a=\n"
                        + "m=audio 4000 RTP/AVP  0\t8";
        SessionDescription d = SessionDescription.parse(careless);
        assertEquals("Front_Desk", d.origin().user());
        assertEquals(-5, d.origin().version());
        assertEquals("-", d.name());
        assertEquals(List.of("0", "8"), d.media().get(0).formats());
        assertTrue(d.attributes().isEmpty());
        assertEquals(d.media(), SessionDescription.parse(careless.replace('\n', '\r')).media());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | o=- 1 1 IN IP4 1.2.3.4~v=0",
                "1 | v=1",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~garbage",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~v=0",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~o=- 1 1 IN IP4 1.2.3.4",
                "2 | v=0~o=- 1 IN IP4",
                "2 | v=0~o=- x 1 IN IP4 1.2.3.4",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~c=IN",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~c=IN IP4 /1",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~m=audio",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~m=audio 65536 RTP/AVP 0",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~m=audio -1 RTP/AVP 0",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~m=audio 99999999999999999999 RTP/AVP 0",
                "3 | v=0~o=- 1 1 IN IP4 1.2.3.4~m=audio 4000 RTP/AVP",
                "0 | v=0",
                "0 | ~~",
            })
    void namesTheLineThatIsWrong(int line, String text) {
        String sdp = text.strip().replace("~", "\r\n");
        SdpException e = assertThrows(SdpException.class, () -> SessionDescription.parse(sdp));
        assertEquals(line, e.line(), e.getMessage());
    }

    @Test
    void boundsSizeSectionsFormatsAndAttributes() {
        assertRefused(HEAD + "a=" + "x".repeat(SdpReader.MAX_CHARS));
        String section = "m=audio 4000 RTP/AVP 0\r\n";
        SessionDescription.parse(HEAD + section.repeat(SdpReader.MAX_SECTIONS));
        assertRefused(HEAD + section.repeat(SdpReader.MAX_SECTIONS + 1));
        SessionDescription.parse(HEAD + "m=audio 4000 RTP/AVP" + " 0".repeat(64));
        assertRefused(HEAD + "m=audio 4000 RTP/AVP" + " 0".repeat(65));
        SessionDescription.parse(HEAD + "a=x\r\n".repeat(256) + section + "a=x\r\n".repeat(256));
        assertRefused(HEAD + "a=x\r\n".repeat(257));
        assertRefused(HEAD + section + "a=x\r\n".repeat(257));
        assertRefused(HEAD + "a=x\0y\r\n");
    }

    @Test
    void rejectedSectionMayHaveNoFormat() {
        SessionDescription d = SessionDescription.parse(HEAD + "m=image 0 udptl\r\n");
        assertEquals(List.of(), d.media().get(0).formats());
    }

    private static void assertRefused(String sdp) {
        assertThrows(SdpException.class, () -> SessionDescription.parse(sdp));
    }
}
