package org.patchbay.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.sdp.OfferAnswerTest.sdp;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Security descriptions (RFC 4568). */
class CryptoTest {
    /** Of RFC 4568's own example: 30 bytes. */
    private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

    private static final String LINE = "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY;

    private static CryptoLine ours(int tag, CryptoSuite suite) {
        byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
        bytes[0] = (byte) (40 + suite.ordinal());
        return new CryptoLine(tag, new SrtpKey(suite, bytes, 0));
    }

    private static LocalAudio local(boolean required, CryptoSuite... suites) {
        List<CryptoLine> lines = new java.util.ArrayList<>();
        for (CryptoSuite suite : suites) {
            lines.add(ours(lines.size() + 1, suite));
        }
        return new LocalAudio(
                "127.0.0.1",
                20000,
                List.of(OfferAnswerTest.PCMU),
                Direction.SENDRECV,
                20,
                5,
                1,
                new LocalCrypto(required, lines));
    }

    private static final LocalAudio PLAIN = local(false);
    private static final LocalAudio PREFERRED = local(false, CryptoSuite.values());
    private static final LocalAudio REQUIRED = local(true, CryptoSuite.values());

    private static SessionDescription offer(String protocol, String... crypto) {
        StringBuilder lines = new StringBuilder("m=audio 4000 " + protocol + " 0");
        for (String line : crypto) {
            lines.append("\r\na=crypto:").append(line);
        }
        return sdp(lines.toString());
    }

    @Test
    void readsWhatPhonesWrite() {
        CryptoLine line =
                new CryptoReader(LINE + "|2^20|1:4 WSH=128 -x KDR=0").line().orElseThrow();
        assertEquals(1, line.tag());
        assertEquals(CryptoSuite.AES_CM_128_HMAC_SHA1_80, line.suite());
        assertEquals(4, line.key().mkiBytes());
        assertEquals("inline:" + KEY, line.key().inline());
        String padded = Base64.getEncoder().encodeToString(new byte[28]);
        String bare = padded.replace("=", "");
        for (String key : List.of(padded, bare, bare + "|1048576")) {
            assertTrue(new CryptoReader("3 AEAD_AES_128_GCM inline:" + key).line().isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 AES_256_CM_HMAC_SHA1_80 inline:abc",
                "1 F8_128_HMAC_SHA1_80 inline:" + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 uri:https://example.org/key",
                LINE + ";inline:" + KEY,
                LINE + " UNENCRYPTED_SRTP",
                LINE + " UNAUTHENTICATED_SRTP",
                LINE + " KDR=10",
                LINE + " somethingNew=1",
            })
    void passesOverWhatItDoesNotKnow(String value) {
        assertTrue(new CryptoReader(value).line().isEmpty());
        assertTrue(
                OfferAnswer.answer(offer("RTP/AVP", value), PREFERRED).agreed().crypto().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 AES_CM_128_HMAC_SHA1_80",
                "x AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                "-1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                "1234567890 AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                "1 AES-CM inline:" + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 " + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 inline:",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "AAAA",
                "1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
                "1 AES_CM_128_HMAC_SHA1_80 inline:(((((((((((((((((((((((((((((((((((((((((",
                "1 AEAD_AES_256_GCM inline:" + KEY,
                LINE + "|",
                LINE + "|2^49",
                LINE + "|0",
                LINE + "|-5",
                LINE + "|999999999999999",
                LINE + "|2^20|1",
                LINE + "|2^20|1:0",
                LINE + "|2^20|1:129",
                LINE + "|2^20|1:4|2^20",
                LINE + ";",
                LINE + " WSH=63",
                LINE + " WSH=x",
            })
    void refusesAMalformedLineByItsNumberWithoutItsKey(String value) {
        SdpException e =
                assertThrows(
                        SdpException.class, () -> offer("RTP/SAVP", LINE + " -a", "2" + value));
        SdpException alone = assertThrows(SdpException.class, () -> offer("RTP/SAVP", value));
        assertEquals(6, alone.line());
        assertFalse(alone.getMessage().contains("WVNf"), alone.getMessage());
        assertEquals(7, e.line());
        SessionDescription plain = offer("RTP/AVP", value);
        assertTrue(OfferAnswer.answer(plain, PREFERRED).agreed().crypto().isEmpty());
        assertThrows(NoCommonFormatException.class, () -> OfferAnswer.agree(PREFERRED, plain));
    }

    @Test
    void refusesATagThatComesTwice() {
        SdpException e =
                assertThrows(SdpException.class, () -> offer("RTP/SAVP", LINE, LINE + "|2^20"));
        assertEquals(7, e.line());
    }

    @Test
    void offersLinesOnAProfileThatSaysWhetherTheyAreRequired() {
        String preferred = OfferAnswer.offer(PREFERRED).print();
        assertTrue(preferred.contains("m=audio 20000 RTP/AVP 0"));
        assertTrue(preferred.contains("a=crypto:1 AEAD_AES_256_GCM inline:"));
        assertTrue(preferred.contains("a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:"));
        assertTrue(OfferAnswer.offer(REQUIRED).print().contains("m=audio 20000 RTP/SAVP 0"));
        assertFalse(OfferAnswer.offer(PLAIN).print().contains("crypto"));
    }

    @Test
    void answersTheFirstLineThatItKnowsWithItsTag() {
        OfferAnswer.Answer answer =
                OfferAnswer.answer(
                        offer(
                                "RTP/SAVP",
                                "7 F8_128_HMAC_SHA1_80 inline:" + KEY,
                                "9 AES_CM_128_HMAC_SHA1_32 inline:" + KEY,
                                "8 AES_CM_128_HMAC_SHA1_80 inline:" + KEY),
                        REQUIRED);
        AgreedCrypto crypto = answer.agreed().crypto().orElseThrow();
        assertEquals(CryptoSuite.AES_CM_128_HMAC_SHA1_32, crypto.suite());
        assertEquals(9, crypto.tag());
        assertTrue(crypto.secureProfile());
        MediaDescription section = answer.description().media().get(0);
        assertEquals("RTP/SAVP", section.protocol());
        assertEquals(
                1, section.attributes().stream().filter(a -> a.name().equals("crypto")).count());
        assertEquals(
                "9 AES_CM_128_HMAC_SHA1_32 "
                        + ours(1, CryptoSuite.AES_CM_128_HMAC_SHA1_32).key().inline(),
                section.attribute("crypto").orElseThrow());
    }

    /** What is asked for, and what it comes to: s secured, p plain, - refused. */
    @ParameterizedTest
    @CsvSource({
        "RTP/AVP,  false, off, p",
        "RTP/AVP,  true,  off, p",
        "RTP/SAVP, true,  off, -",
        "RTP/AVP,  false, preferred, p",
        "RTP/AVP,  true,  preferred, s",
        "RTP/SAVP, true,  preferred, s",
        "RTP/SAVP, false, preferred, -",
        "RTP/SAVPF, true, preferred, s",
        "RTP/AVP,  false, required, -",
        "RTP/AVP,  true,  required, s",
        "RTP/SAVP, true,  required, s",
        "UDP/TLS/RTP/SAVP, true, required, -",
    })
    void answers(String protocol, boolean withLine, String policy, String outcome) {
        LocalAudio local =
                policy.equals("off") ? PLAIN : policy.equals("required") ? REQUIRED : PREFERRED;
        SessionDescription offer = withLine ? offer(protocol, LINE) : offer(protocol);
        if (outcome.equals("-")) {
            assertThrows(NoCommonFormatException.class, () -> OfferAnswer.answer(offer, local));
            return;
        }
        OfferAnswer.Answer answer = OfferAnswer.answer(offer, local);
        assertEquals(outcome.equals("s"), answer.agreed().crypto().isPresent());
        assertEquals(protocol, answer.description().media().get(0).protocol());
        assertEquals(
                outcome.equals("s"),
                answer.description().media().get(0).attribute("crypto").isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "off, RTP/AVP, '', p",
        "off, RTP/AVP, 3 AES_CM_128_HMAC_SHA1_80, p",
        "off, RTP/SAVP, 3 AES_CM_128_HMAC_SHA1_80, -",
        "preferred, RTP/AVP, '', p",
        "preferred, RTP/AVP, 3 AES_CM_128_HMAC_SHA1_80, s",
        "preferred, RTP/SAVP, 3 AES_CM_128_HMAC_SHA1_80, s",
        "preferred, RTP/SAVP, '', -",
        "preferred, RTP/AVP, 2 AES_CM_128_HMAC_SHA1_80, -",
        "preferred, RTP/AVP, 4 AES_CM_128_HMAC_SHA1_80, -",
        "required, RTP/SAVP, 3 AES_CM_128_HMAC_SHA1_80, s",
        "required, RTP/AVP, '', -",
        "required, RTP/SAVP, '', -",
    })
    void takesAnswers(String policy, String protocol, String line, String outcome) {
        LocalAudio local =
                policy.equals("off") ? PLAIN : policy.equals("required") ? REQUIRED : PREFERRED;
        SessionDescription answer =
                line.isEmpty() ? offer(protocol) : offer(protocol, line + " inline:" + KEY);
        if (outcome.equals("-")) {
            assertThrows(NoCommonFormatException.class, () -> OfferAnswer.agree(local, answer));
            return;
        }
        Optional<AgreedCrypto> crypto = OfferAnswer.agree(local, answer).crypto();
        assertEquals(outcome.equals("s"), crypto.isPresent());
        crypto.ifPresent(c -> assertEquals("inline:" + KEY, c.remote().inline()));
    }

    @Test
    void keysNeverPrintThemselves() {
        SessionDescription offer = offer("RTP/SAVP", LINE);
        OfferAnswer.Answer answer = OfferAnswer.answer(offer, REQUIRED);
        String ours = answer.agreed().crypto().orElseThrow().local().inline().substring(7);
        for (Object printed :
                List.of(
                        offer,
                        offer.media(),
                        answer,
                        answer.description().media(),
                        answer.agreed(),
                        REQUIRED)) {
            assertFalse(printed.toString().contains(KEY), printed.toString());
            assertFalse(printed.toString().contains(ours), printed.toString());
        }
    }
}
