package org.patchbay.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserSdpTest {
    private static final List<AudioFormat> FORMATS =
            List.of(
                    new AudioFormat(96, "opus", 48000, 2, "useinbandfec=1;usedtx=1"),
                    AudioFormat.of(9, "G722", 8000),
                    AudioFormat.of(8, "PCMA", 8000),
                    AudioFormat.of(0, "PCMU", 8000),
                    AudioFormat.of(100, "telephone-event", 48000).withParameters("0-15"),
                    AudioFormat.of(101, "telephone-event", 8000).withParameters("0-15"));
    static final LocalAudio LOCAL =
            new LocalAudio("0.0.0.0", 9, FORMATS, Direction.SENDRECV, 20, 77, 77, LocalCrypto.DTLS);
    private static final Fingerprint OURS = Fingerprint.of("sha-256", new byte[] {1, 2, 3});
    private static final IceDtls TRANSPORT =
            new IceDtls(
                    "abcd",
                    "0123456789abcdefghijkl",
                    true,
                    List.of(OURS),
                    DtlsSetup.ACTIVE,
                    List.of(
                            new IceCandidate(
                                    "1", 1, "udp", 2130706431L, "192.0.2.1", 5000, "host", "")),
                    false);

    private static OfferAnswer.Answer answered(String offer) {
        return OfferAnswer.answer(SessionDescription.parse(offer), LOCAL);
    }

    private static SessionDescription complete(String offer) {
        return BrowserSdp.answer(
                SessionDescription.parse(offer),
                answered(offer).description(),
                TRANSPORT,
                "patchbay voice");
    }

    static Stream<String> offers() {
        return Stream.of(
                BrowserOffers.chromium(),
                BrowserOffers.chromiumWithVideo(),
                BrowserOffers.firefox(),
                BrowserOffers.chromium().replace("SAVPF", "SAVP"));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void opusIsSpokenAndTheUnspecifiedAddressIsNoHold(String offer) {
        AgreedAudio agreed = answered(offer).agreed();
        assertEquals("opus/48000/2", agreed.send().rtpmap());
        assertEquals(Direction.SENDRECV, agreed.direction());
        assertTrue(agreed.rtcpMux());
        assertEquals(Optional.empty(), agreed.crypto());
        assertEquals(Optional.empty(), agreed.remoteAddress());
    }

    @Test
    void keysHaveTheClockOfTheAudioWhereTheBrowserHasThat() {
        AgreedAudio chromium = answered(BrowserOffers.chromium()).agreed();
        assertEquals(110, chromium.sendTelephoneEvent().orElseThrow().payloadType());
        assertEquals(48000, chromium.sendTelephoneEvent().orElseThrow().clockRateHz());
        assertEquals(2, chromium.receiveTelephoneEvents().size());
        AgreedAudio firefox = answered(BrowserOffers.firefox()).agreed();
        assertEquals(101, firefox.sendTelephoneEvent().orElseThrow().payloadType());
        assertEquals(8000, firefox.sendTelephoneEvent().orElseThrow().clockRateHz());
    }

    @Test
    void theAnswerSaysHowWeAreReached() {
        String text = complete(BrowserOffers.chromium()).print();
        for (String line :
                List.of(
                        "a=group:BUNDLE 0",
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111 9 0 8 110 126",
                        "a=fmtp:111 useinbandfec=1;usedtx=1",
                        "a=mid:0",
                        "a=rtcp-mux",
                        "a=ice-ufrag:abcd",
                        "a=ice-pwd:0123456789abcdefghijkl",
                        "a=ice-options:trickle",
                        "a=fingerprint:sha-256 " + OURS.value(),
                        "a=setup:active",
                        "a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host",
                        "a=msid:patchbay voice")) {
            assertTrue(text.contains("\r\n" + line + "\r\n"), line + " in\n" + text);
        }
        assertFalse(text.contains("extmap"), text);
        assertEquals(TRANSPORT, IceDtls.of(SessionDescription.parse(text)));
    }

    @Test
    void otherSectionsAreRejectedInPlaceAndLeaveTheBundle() {
        SessionDescription answer = complete(BrowserOffers.chromiumWithVideo());
        assertEquals(2, answer.media().size());
        MediaDescription video = answer.media().get(1);
        assertEquals(0, video.port());
        assertEquals(List.of(new Attribute("mid", "1")), video.attributes());
        assertEquals(List.of(new Attribute("group", "BUNDLE 0")), answer.attributes());
    }

    @Test
    void theTransportOfChromium() {
        IceDtls theirs = IceDtls.of(SessionDescription.parse(BrowserOffers.chromium()));
        assertEquals("Kx3v", theirs.ufrag());
        assertEquals("p0QzT8Wc1mXr5bYd2nUe7gLa", theirs.pwd());
        assertTrue(theirs.trickle());
        assertEquals(BrowserOffers.PRINT, theirs.fingerprints().get(0).value());
        assertEquals(DtlsSetup.ACTPASS, theirs.setup());
        assertFalse(theirs.endOfCandidates());
        assertFalse(theirs.toString().contains("p0QzT8Wc1mXr5bYd2nUe7gLa"));
    }

    @Test
    void theTransportOfFirefoxIsPartlyTheSession() {
        IceDtls theirs = IceDtls.of(SessionDescription.parse(BrowserOffers.firefox()));
        assertEquals("b4a1c902", theirs.ufrag());
        assertEquals(BrowserOffers.PRINT, theirs.fingerprints().get(0).value());
        assertTrue(theirs.trickle());
    }

    @Test
    void aCandidateOfEachKindIsRead() {
        String offer =
                BrowserOffers.chromium()
                        + BrowserOffers.lines(
                                "a=candidate:1 1 udp 2122260223 192.0.2.44 51811 typ host"
                                        + " generation 0",
                                "a=candidate:2 1 UDP 2122194687 6f1d-2f0c.local 51812 typ host",
                                "a=candidate:3 1 udp 1686052607 2001:db8::9 51811 typ srflx"
                                        + " raddr 192.0.2.44 rport 51811",
                                "a=candidate:4 1 tcp 1518280447 192.0.2.44 9 typ host tcptype"
                                        + " active",
                                "a=candidate:5 1 tcp 1518280447 192.0.2.44 9 typ host",
                                "a=candidate:6 1 udp x 192.0.2.44 9 typ host",
                                "a=candidate:7 1 udp 1 evil.example 9 typ host",
                                "a=end-of-candidates");
        IceDtls theirs = IceDtls.of(SessionDescription.parse(offer));
        assertEquals(
                List.of("192.0.2.44", "6f1d-2f0c.local", "2001:db8::9", "192.0.2.44"),
                theirs.candidates().stream().map(IceCandidate::address).toList());
        assertTrue(theirs.candidates().get(1).isHidden());
        assertEquals("active", theirs.candidates().get(3).tcpType());
        assertTrue(theirs.endOfCandidates());
    }

    @Test
    void moreCandidatesThanAnybodyHasArePassedOver() {
        StringBuilder offer = new StringBuilder(BrowserOffers.chromium());
        for (int i = 0; i < 200; i++) {
            offer.append("a=candidate:1 1 udp 1 192.0.2.1 ").append(1000 + i).append(" typ host\n");
        }
        IceDtls theirs = IceDtls.of(SessionDescription.parse(offer.toString()));
        assertEquals(IceDtls.MAX_CANDIDATES, theirs.candidates().size());
    }

    @ParameterizedTest
    @CsvSource({
        "a=rtcp-mux,a=x,without rtcp-mux",
        "UDP/TLS/RTP/SAVPF,RTP/SAVPF,over RTP/SAVPF",
        "UDP/TLS/RTP/SAVPF,RTP/AVP,over RTP/AVP",
        "m=audio 9,m=audio 0,no audio stream",
        "111 63 9 0 8 13 110 126,63,no common audio format",
    })
    void whatCannotBeOursIsRefused(String line, String instead, String why) {
        String offer = BrowserOffers.chromium().replace(line, instead);
        NoCommonFormatException e =
                assertThrows(NoCommonFormatException.class, () -> answered(offer));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @Test
    void aPhoneWithKeysInTheDescriptionTakesNoDtls() {
        LocalAudio plain = new LocalAudio("192.0.2.1", 4000, FORMATS, Direction.SENDRECV, 20, 7, 7);
        assertThrows(
                NoCommonFormatException.class,
                () ->
                        OfferAnswer.answer(
                                SessionDescription.parse(BrowserOffers.chromium()), plain));
    }

    @ParameterizedTest
    @CsvSource({
        "a=ice-ufrag:Kx3v,a=ice-ufrag:K 3v,ice-ufrag",
        "a=ice-ufrag:Kx3v,a=x,no ice-ufrag",
        "a=ice-pwd:p0QzT8Wc1mXr5bYd2nUe7gLa,a=ice-pwd:short,ice-pwd",
        "a=fingerprint:sha-256,a=fingerprint:sha-1,no fingerprint",
        "a=fingerprint:sha-256 5A:,a=fingerprint:sha-256 ,no fingerprint",
        "a=setup:actpass,a=setup:holdconn,setup",
        "a=setup:actpass,a=x,no setup",
        "UDP/TLS/RTP/SAVPF,RTP/AVP,not by DTLS",
    })
    void aTransportThatIsNoneIsSaid(String line, String instead, String why) {
        String offer = BrowserOffers.chromium().replace(line, instead);
        SdpException e =
                assertThrows(SdpException.class, () -> IceDtls.of(SessionDescription.parse(offer)));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"ACTPASS,ACTIVE", "PASSIVE,ACTIVE", "ACTIVE,PASSIVE"})
    void whoBeginsTheHandshake(DtlsSetup offered, DtlsSetup answered) {
        assertEquals(answered, offered.answer());
    }

    @ParameterizedTest
    @CsvSource({"sendrecv,SENDRECV", "recvonly,SENDONLY", "sendonly,RECVONLY", "inactive,INACTIVE"})
    void itsDirectionIsMirrored(String said, Direction ours) {
        String offer = BrowserOffers.chromium().replace("a=sendrecv", "a=" + said);
        assertEquals(ours, answered(offer).agreed().direction());
        assertTrue(complete(offer).print().contains("\r\na=" + ours.attribute() + "\r\n"));
    }

    @Test
    void ourOwnOfferIsAnsweredAsABrowserIs() {
        SessionDescription offer = BrowserSdp.offer(OfferAnswer.offer(LOCAL), TRANSPORT, "a");
        assertEquals(Optional.of("a"), BrowserSdp.mid(offer));
        SessionDescription answer = complete(offer.print());
        AgreedAudio agreed = OfferAnswer.agree(LOCAL, answer);
        assertEquals("opus/48000/2", agreed.send().rtpmap());
        assertTrue(agreed.rtcpMux());
        assertThrows(
                NoCommonFormatException.class,
                () ->
                        OfferAnswer.agree(
                                LOCAL,
                                SessionDescription.parse(
                                        answer.print().replace("a=rtcp-mux", "a=x"))));
    }

    @Test
    void aPasswordIsNoTextForALog() {
        SessionDescription offer = SessionDescription.parse(BrowserOffers.chromium());
        assertFalse(offer.toString().contains("p0QzT8Wc1mXr5bYd2nUe7gLa"));
        assertFalse(offer.media().toString().contains("p0QzT8Wc1mXr5bYd2nUe7gLa"));
    }

    @Test
    void aCertificateIsKnownByItsFingerprint() {
        assertTrue(OURS.matches(new byte[] {1, 2, 3}));
        assertFalse(OURS.matches(new byte[] {1, 2, 4}));
        // FIPS 180-4, "abc"
        assertEquals(
                "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23"
                        + ":B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD",
                Fingerprint.of("sha-256", new byte[] {'a', 'b', 'c'}).value());
        assertTrue(Fingerprint.parse("SHA-256 " + OURS.value().toLowerCase()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "candidate:1 1 udp 5 192.0.2.1 5000 typ host",
                "candidate:1 1 tcp 5 192.0.2.1 9 typ host tcptype passive",
                "candidate:a+/ 1 udp 4294967295 ::1 1 typ srflx raddr :: rport 0",
            })
    void aCandidateIsPrintedAsItWasRead(String line) {
        assertEquals(line, IceCandidate.parse(line).orElseThrow().line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:",
                "candidate:1 1 udp 5 192.0.2.1 5000 typ",
                "candidate:1 1 udp 4294967296 192.0.2.1 5000 typ host",
                "candidate:1 1 udp 5 192.0.2.1 65536 typ host",
                "candidate:1 0 udp 5 192.0.2.1 5000 typ host",
                "candidate:1 1 sctp 5 192.0.2.1 5000 typ host",
                "candidate:1 1 udp 5 224.0.0.1 5000 typ host",
                "candidate:1 1 udp 5 0.0.0.0 5000 typ host",
                "candidate:1 1 udp 5 example.org 5000 typ host",
                "candidate:1 1 udp 5 .local 5000 typ host",
                "candidate:1 1 udp 5 192.0.2.1 5000 typ guess",
                "candidate:1 1 udp 5 192.0.2.1 5000 typ host tcptype passive",
                "candidate:ü 1 udp 5 192.0.2.1 5000 typ host",
            })
    void whatIsNoCandidateIsNone(String line) {
        assertEquals(Optional.empty(), IceCandidate.parse(line));
    }
}
