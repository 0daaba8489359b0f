package org.patchbay.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Descriptions as real equipment writes them, each with what is odd about it. */
class OddOffersTest {
    private static AgreedAudio answer(String... lines) {
        SessionDescription offer = SessionDescription.parse(String.join("\n", lines));
        OfferAnswer.Answer answer = OfferAnswer.answer(offer, OfferAnswerTest.LOCAL);
        assertEquals(offer.media().size(), answer.description().media().size());
        return answer.agreed();
    }

    @Test
    void gatewayWithStaticTypesOnlyAndNoSessionName() {
        AgreedAudio agreed =
                answer(
                        "v=0",
                        "o=gw 3834 0 IN IP4 198.51.100.4",
                        "c=IN IP4 198.51.100.4",
                        "t=0 0",
                        "m=audio 16384 RTP/AVP 18 8 0");
        assertEquals("PCMA", agreed.send().encoding());
    }

    @Test
    void wrongClockRateOfG722() {
        AgreedAudio agreed =
                answer(
                        "v=0",
                        "o=- 1 1 IN IP4 198.51.100.4",
                        "s=call",
                        "c=IN IP4 198.51.100.4",
                        "t=0 0",
                        "m=audio 16384 RTP/AVP 9 101",
                        "a=rtpmap:9 g722/16000",
                        "a=rtpmap:101 TELEPHONE-EVENT/8000",
                        "a=fmtp:101 0-16");
        assertEquals("G722/8000", agreed.send().rtpmap());
        assertEquals(101, agreed.sendTelephoneEvent().orElseThrow().payloadType());
    }

    @Test
    void opusWithoutChannelsAndKeysAtAnotherRate() {
        AgreedAudio agreed =
                answer(
                        "v=0",
                        "o=- 1 1 IN IP6 2001:db8::5",
                        "s= ",
                        "c=IN IP6 2001:db8::5",
                        "t=0 0",
                        "m=audio 16384 RTP/AVP 107 101",
                        "a=rtpmap:107 opus/48000",
                        "a=fmtp:107  stereo=0 ; sprop-stereo=0",
                        "a=rtpmap:101 telephone-event/8000");
        assertEquals("opus/48000/2", agreed.send().rtpmap());
        assertEquals("stereo=0 ; sprop-stereo=0", agreed.send().parameters());
        // RFC 4733 §2.6 wants the clock of the audio; it gets what it knows.
        assertEquals(8000, agreed.sendTelephoneEvent().orElseThrow().clockRateHz());
        assertEquals(1, agreed.receiveTelephoneEvents().size());
    }

    @Test
    void sameCodingTwiceAndPayloadTypeTwice() {
        AgreedAudio agreed =
                answer(
                        "v=0",
                        "o=- 1 1 IN IP4 198.51.100.4",
                        "s=-",
                        "c=IN IP4 198.51.100.4",
                        "t=0 0",
                        "m=audio 16384 RTP/AVP 96 0 0 97",
                        "a=rtpmap:96 PCMU/8000",
                        "a=rtpmap:96 PCMA/8000",
                        "a=rtpmap:97 opus/48000/2",
                        "a=rtpmap:300 opus/48000/2",
                        "a=rtpmap:");
        assertEquals(List.of(96, 97), agreed.receive().stream().map(f -> f.payloadType()).toList());
        assertEquals("PCMU", agreed.send().encoding());
    }

    @Test
    void optionalEncryptionOnAPlainProfile() {
        AgreedAudio agreed =
                answer(
                        "v=0",
                        "o=- 1 1 IN IP4 198.51.100.4",
                        "s=-",
                        "t=0 0",
                        "m=audio 16384 RTP/AVP 0",
                        "c=IN IP4 198.51.100.4",
                        "c=IN IP4 198.51.100.5",
                        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abcdef",
                        "a=candidate:1 1 UDP 2130706431 198.51.100.4 16384 typ host",
                        "a=ice-ufrag:xyz",
                        "a=mid:0",
                        "a=ssrc:4 cname:x");
        assertEquals(Optional.of("198.51.100.4"), agreed.remoteAddress());
    }

    @Test
    void highestPort() {
        AgreedAudio agreed =
                answer(
                        "v=0",
                        "o=- 1 1 IN IP4 198.51.100.4",
                        "c=IN IP4 198.51.100.4",
                        "m=audio 65535 RTP/AVP 0");
        assertEquals(65535, agreed.remoteRtcpPort());
    }
}
