package org.patchbay.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferAnswerTest {
    static final AudioFormat OPUS =
            new AudioFormat(96, "opus", 48000, 2, "minptime=10;useinbandfec=1");
    static final AudioFormat G722 = AudioFormat.of(9, "G722", 8000);
    static final AudioFormat PCMA = AudioFormat.of(8, "PCMA", 8000);
    static final AudioFormat PCMU = AudioFormat.of(0, "PCMU", 8000);
    static final AudioFormat KEYS_8 = new AudioFormat(101, "telephone-event", 8000, 1, "0-15");
    static final AudioFormat KEYS_48 = new AudioFormat(102, "telephone-event", 48000, 1, "0-15");
    static final LocalAudio LOCAL = local(Direction.SENDRECV);

    static LocalAudio local(Direction direction, AudioFormat... formats) {
        List<AudioFormat> all =
                formats.length > 0
                        ? List.of(formats)
                        : List.of(OPUS, G722, PCMA, PCMU, KEYS_8, KEYS_48);
        return new LocalAudio("127.0.0.1", 20000, all, direction, 20, 5, 1);
    }

    /** A description from its lines after {@code t=}; the session's address is 127.0.0.2. */
    static SessionDescription sdp(String... lines) {
        return bare("c=IN IP4 127.0.0.2", String.join("\r\n", lines));
    }

    static SessionDescription bare(String... lines) {
        return SessionDescription.parse(
                "v=0\r\no=- 9 9 IN IP4 127.0.0.2\r\ns=-\r\n" + String.join("\r\n", lines));
    }

    @Test
    void offersEveryFormatWithItsMap() {
        assertEquals(
                "v=0\r\n"
                        + "o=- 5 1 IN IP4 127.0.0.1\r\n"
                        + "s=-\r\n"
                        + "c=IN IP4 127.0.0.1\r\n"
                        + "t=0 0\r\n"
                        + "m=audio 20000 RTP/AVP 96 0 102\r\n"
                        + "a=rtpmap:96 opus/48000/2\r\n"
                        + "a=fmtp:96 minptime=10;useinbandfec=1\r\n"
                        + "a=rtpmap:0 PCMU/8000\r\n"
                        + "a=rtpmap:102 telephone-event/48000\r\n"
                        + "a=fmtp:102 0-15\r\n"
                        + "a=ptime:20\r\n"
                        + "a=sendonly\r\n",
                OfferAnswer.offer(local(Direction.SENDONLY, OPUS, PCMU, KEYS_48)).print());
    }

    @Test
    void answersInTheOffersOrderWithTheOffersPayloadTypes() {
        OfferAnswer.Answer answer =
                OfferAnswer.answer(
                        sdp(
                                "m=audio 4000 RTP/AVP 8 111 18 0 97 98",
                                "a=rtpmap:111 OPUS/48000/2",
                                "a=fmtp:111 maxaveragebitrate=20000",
                                "a=rtpmap:97 telephone-event/8000",
                                "a=rtpmap:98 telephone-event/16000",
                                "a=ptime:40"),
                        LOCAL);
        AgreedAudio agreed = answer.agreed();
        assertEquals(PCMA, agreed.send());
        assertEquals(
                List.of(PCMA, OPUS.withPayloadType(111), PCMU), agreed.receive(), "our wishes");
        assertEquals(97, agreed.sendTelephoneEvent().orElseThrow().payloadType());
        assertEquals(List.of(KEYS_8.withPayloadType(97)), agreed.receiveTelephoneEvents());
        assertEquals(Optional.of("127.0.0.2"), agreed.remoteAddress());
        assertEquals(4000, agreed.remotePort());
        assertEquals(4001, agreed.remoteRtcpPort());
        assertEquals(40, agreed.ptimeMs());
        assertEquals(Direction.SENDRECV, agreed.direction());
        MediaDescription section = answer.description().media().get(0);
        assertEquals(List.of("8", "111", "0", "97"), section.formats());
        assertEquals(20000, section.port());
        assertTrue(answer.description().print().contains("a=fmtp:111 minptime=10;useinbandfec=1"));
        assertTrue(answer.description().print().contains("a=rtpmap:111 opus/48000/2"));
    }

    @Test
    void whatWeSendFollowsThePeersWishes() {
        AgreedAudio agreed =
                OfferAnswer.answer(
                                sdp(
                                        "m=audio 4000 RTP/AVP 111 110 101",
                                        "a=rtpmap:111 opus/48000/2",
                                        "a=fmtp:111 maxaveragebitrate=20000",
                                        "a=rtpmap:110 telephone-event/48000",
                                        "a=rtpmap:101 telephone-event/8000"),
                                LOCAL)
                        .agreed();
        assertEquals("maxaveragebitrate=20000", agreed.send().parameters());
        assertEquals(111, agreed.send().payloadType());
        assertEquals(110, agreed.sendTelephoneEvent().orElseThrow().payloadType());
        assertEquals(2, agreed.receiveTelephoneEvents().size());
    }

    @Test
    void otherSectionsAreAnsweredWithPortZeroInPlace() {
        OfferAnswer.Answer answer =
                OfferAnswer.answer(
                        sdp(
                                "a=group:BUNDLE 0 1 2",
                                "m=video 5000 RTP/AVP 99",
                                "a=rtpmap:99 VP8/90000",
                                "m=audio 0 RTP/AVP 0",
                                "m=audio 6000 RTP/SAVP 0",
                                "m=audio 7000 RTP/AVPF 0",
                                "m=audio 8000 RTP/AVP 8",
                                "m=image 0 udptl",
                                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel"),
                        LOCAL);
        List<MediaDescription> media = answer.description().media();
        assertEquals(List.of(0, 0, 0, 20000, 0, 0, 0), media.stream().map(m -> m.port()).toList());
        assertEquals(
                List.of("video", "audio", "audio", "audio", "audio", "image", "application"),
                media.stream().map(m -> m.type()).toList());
        assertEquals("RTP/AVPF", media.get(3).protocol());
        assertEquals(List.of("99"), media.get(0).formats());
        assertEquals(7000, answer.agreed().remotePort());
        assertFalse(answer.description().print().contains("BUNDLE"));
        assertEquals(answer.description(), SessionDescription.parse(answer.description().print()));
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, SENDRECV, SENDRECV",
        "sendonly, SENDRECV, RECVONLY",
        "recvonly, SENDRECV, SENDONLY",
        "inactive, SENDRECV, INACTIVE",
        "sendrecv, SENDONLY, SENDONLY",
        "sendonly, SENDONLY, INACTIVE",
        "recvonly, SENDONLY, SENDONLY",
        "ptime:20, RECVONLY, RECVONLY",
    })
    void directionIsMirroredAndLimited(String theirs, Direction ours, Direction agreed) {
        SessionDescription inSection = sdp("m=audio 4000 RTP/AVP 0", "a=" + theirs);
        SessionDescription inSession = sdp("a=" + theirs, "m=audio 4000 RTP/AVP 0");
        for (SessionDescription offer : List.of(inSection, inSession)) {
            OfferAnswer.Answer answer = OfferAnswer.answer(offer, local(ours));
            assertEquals(agreed, answer.agreed().direction());
            assertTrue(
                    answer.description().media().get(0).attribute(agreed.attribute()).isPresent());
        }
        assertEquals(agreed, OfferAnswer.agree(local(ours), inSection).direction());
    }

    @ParameterizedTest
    @CsvSource({"IP4 0.0.0.0, sendrecv, RECVONLY", "IP6 ::, inactive, INACTIVE"})
    void oldHoldTakesOurSendingAway(String address, String direction, Direction agreed) {
        SessionDescription offer =
                sdp("m=audio 4000 RTP/AVP 0", "c=IN " + address, "a=" + direction);
        AgreedAudio answer = OfferAnswer.answer(offer, LOCAL).agreed();
        assertEquals(Optional.empty(), answer.remoteAddress());
        assertEquals(agreed, answer.direction());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 4001, false",
        "a=rtcp:5005, 5005, false",
        "a=rtcp:5005 IN IP4 127.0.0.3, 5005, false",
        "a=rtcp:0, 4001, false",
        "a=rtcp:70000, 4001, false",
        "a=rtcp-mux, 4000, true",
    })
    void rtcpGoesWhereTheOfferSays(String line, int port, boolean mux) {
        OfferAnswer.Answer answer = OfferAnswer.answer(sdp("m=audio 4000 RTP/AVP 0", line), LOCAL);
        assertEquals(port, answer.agreed().remoteRtcpPort());
        assertEquals(mux, answer.agreed().rtcpMux());
        assertEquals(mux, answer.description().print().contains("a=rtcp-mux"));
    }

    @ParameterizedTest
    @CsvSource({
        "a=ptime:30, 30",
        "a=ptime:1, 10",
        "a=ptime:4000, 120",
        "a=ptime:20.5, 20",
        "a=ptime:x, 20",
        "a=maxptime:10, 10",
        "a=maxptime:240, 20",
    })
    void packetTimeIsBounded(String line, int ptimeMs) {
        assertEquals(
                ptimeMs,
                OfferAnswer.answer(sdp("m=audio 4000 RTP/AVP 0", line), LOCAL).agreed().ptimeMs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 4000 RTP/SAVP 0 | RTP/SAVP",
                "m=audio 4000 UDP/TLS/RTP/SAVPF 0 | UDP/TLS/RTP/SAVPF",
                "m=audio 4000 RTP/AVP 18 3 | G729/8000, GSM/8000",
                "m=audio 4000 RTP/AVP 96 | nothing readable",
                "m=audio 4000 RTP/AVP 101~a=rtpmap:101 telephone-event/8000 | telephone-event",
                "m=audio 4000 RTP/AVP 13 | CN/8000",
                "m=audio 0 RTP/AVP 0 | no audio stream",
                "m=video 4000 RTP/AVP 31 | no audio stream",
                "m=audio 4000 RTP/AVP 96~a=rtpmap:96 opus/48 000 | nothing readable",
                "m=audio 4000 RTP/AVP 96~a=rtpmap:96 L16/44100/2 | L16/44100/2",
            })
    void saysWhyNothingIsCommon(String offer, String why) {
        SessionDescription d = sdp(offer.replace("~", "\r\n"));
        NoCommonFormatException e =
                assertThrows(NoCommonFormatException.class, () -> OfferAnswer.answer(d, LOCAL));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "c=IN IP4 224.2.1.1/127",
        "c=IN IP4 phone.example.org",
        "c=IN IP4 255.255.255.255",
        "c=IN IP6 ff02::1",
        "b=AS:1",
    })
    void mediaGoesToAUnicastAddressOnly(String connection) {
        SessionDescription offer = bare(connection, "m=audio 4000 RTP/AVP 0");
        assertThrows(SdpException.class, () -> OfferAnswer.answer(offer, LOCAL));
    }

    @Test
    void readsAnAnswerWithItsOwnPayloadTypes() {
        AgreedAudio agreed =
                OfferAnswer.agree(
                        LOCAL,
                        sdp(
                                "m=audio 4000 RTP/AVP 120 0 121",
                                "a=rtpmap:120 opus/48000/2",
                                "a=fmtp:120 usedtx=1",
                                "a=rtpmap:121 telephone-event/48000",
                                "a=rtcp-mux"));
        assertEquals(120, agreed.send().payloadType());
        assertEquals("usedtx=1", agreed.send().parameters());
        assertEquals(List.of(OPUS, PCMU), agreed.receive());
        assertEquals(121, agreed.sendTelephoneEvent().orElseThrow().payloadType());
        assertEquals(List.of(KEYS_48), agreed.receiveTelephoneEvents());
        assertFalse(agreed.rtcpMux());
    }

    @Test
    void readsAnAnswerThatLeftItsMapsOut() {
        AgreedAudio agreed = OfferAnswer.agree(LOCAL, sdp("m=audio 4000 RTP/AVP 96 101"));
        assertEquals("opus", agreed.send().encoding());
        assertEquals(List.of(KEYS_8), agreed.receiveTelephoneEvents());
        assertEquals(8000, agreed.sendTelephoneEvent().orElseThrow().clockRateHz());
    }

    @ParameterizedTest
    @CsvSource({
        "m=audio 0 RTP/AVP 0",
        "m=audio 4000 RTP/AVP 18",
        "m=audio 4000 RTP/SAVP 0",
        "m=video 4000 RTP/AVP 31"
    })
    void refusesAnAnswerWithoutOurs(String answer) {
        assertThrows(NoCommonFormatException.class, () -> OfferAnswer.agree(LOCAL, sdp(answer)));
    }

    @Test
    void bothSidesAgreeOnTheSame() {
        LocalAudio caller = local(Direction.SENDRECV, PCMU, OPUS, KEYS_48, KEYS_8);
        OfferAnswer.Answer answer = OfferAnswer.answer(OfferAnswer.offer(caller), LOCAL);
        AgreedAudio agreed = OfferAnswer.agree(caller, answer.description());
        assertTrue(agreed.send().sameCoding(answer.agreed().send()));
        assertEquals(agreed.receive().size(), answer.agreed().receive().size());
        assertEquals(20000, agreed.remotePort());
    }
}
