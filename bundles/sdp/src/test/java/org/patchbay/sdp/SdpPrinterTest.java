package org.patchbay.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SdpPrinterTest {
    private static SessionDescription description(String attribute) {
        return new SessionDescription(
                new Origin("", -1, 7, "2001:db8::7"),
                "",
                Optional.of("2001:db8::7"),
                List.of(Attribute.property("sendrecv")),
                List.of(
                        new MediaDescription(
                                "audio",
                                4000,
                                "RTP/AVP",
                                List.of("0"),
                                Optional.of("192.0.2.1"),
                                List.of(new Attribute("rtpmap", attribute)))));
    }

    @Test
    void printsInTheOrderOfTheRfc() {
        assertEquals(
                "v=0\r\n"
                        + "o=- 18446744073709551615 7 IN IP6 2001:db8::7\r\n"
                        + "s=-\r\n"
                        + "c=IN IP6 2001:db8::7\r\n"
                        + "t=0 0\r\n"
                        + "a=sendrecv\r\n"
                        + "m=audio 4000 RTP/AVP 0\r\n"
                        + "c=IN IP4 192.0.2.1\r\n"
                        + "a=rtpmap:0 PCMU/8000\r\n",
                description("0 PCMU/8000").print());
    }

    @Test
    void whatIsPrintedIsReadBack() {
        SessionDescription once = SessionDescription.parse(description("0 PCMU/8000").print());
        assertEquals(once, SessionDescription.parse(once.print()));
        assertEquals(once.print(), once.toString());
    }

    @Test
    void nobodySmugglesALineIn() {
        SessionDescription bad = description("0 PCMU/8000\r\na=sendonly");
        assertThrows(IllegalArgumentException.class, bad::print);
    }
}
