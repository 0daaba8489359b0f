package org.patchbay.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, only our own two exceptions go out, and what is read can be printed. */
class SdpFuzzTest {
    private static final int ROUNDS = 60_000;
    private static final List<String> SEEDS =
            List.of(
                    OfferAnswer.offer(OfferAnswerTest.LOCAL).print(),
                    "v=0\r\no=- 1 1 IN IP6 ::1\r\ns=-\r\nc=IN IP6 ::ffff:127.0.0.1\r\nt=0 0\r\n"
                            + "a=sendonly\r\nm=audio 4000/1 RTP/AVPF 0 8 96\r\na=rtcp:4001\r\n"
                            + "a=rtpmap:96 opus/48000/2\r\na=fmtp:96 a=b;c\r\na=rtcp-mux\r\n"
                            + "a=maxptime:40\r\nm=video 0 RTP/AVP 31\r\n",
                    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                            + "m=audio 4000 RTP/AVP 0\r\n"
                            + "a=crypto:1 AES_CM_128_HMAC_SHA1_80"
                            + " inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4 WSH=64\r\n"
                            + "a=crypto:2 X inline:x\r\n",
                    BrowserOffers.chromiumWithVideo(),
                    BrowserOffers.firefox());
    private static final String SPICE = "\r\n\0 :/=.-0129afmvoc;%ü\u2028\uD800\uFFFF";

    @Test
    void onlyOurExceptionsComeOut() {
        Random random = new Random(20260101);
        int read = 0;
        int agreed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
            try {
                SessionDescription d = SessionDescription.parse(text);
                read++;
                SessionDescription again = SessionDescription.parse(d.print());
                assertEquals(d.media(), again.media(), text);
                agreed += agrees(d) ? 1 : 0;
            } catch (SdpException expected) {
                assertTrue(expected.line() >= 0);
            } catch (RuntimeException e) {
                throw new AssertionError("round " + i + ": " + text, e);
            }
        }
        assertTrue(read > ROUNDS / 10 && read < ROUNDS, "read " + read);
        assertTrue(agreed > ROUNDS / 100, "agreed " + agreed);
    }

    private static void answersABrowser(SessionDescription d) {
        try {
            IceDtls theirs = IceDtls.of(d);
            SessionDescription ours = OfferAnswer.answer(d, BrowserSdpTest.LOCAL).description();
            BrowserSdp.answer(d, ours, theirs, "a b").print();
        } catch (SdpException | NoCommonFormatException expected) {
            // said, not thrown about
        }
    }

    private static boolean agrees(SessionDescription d) {
        boolean both = true;
        answersABrowser(d);
        try {
            OfferAnswer.answer(d, OfferAnswerTest.LOCAL).description().print();
        } catch (SdpException | NoCommonFormatException expected) {
            both = false;
        }
        try {
            OfferAnswer.agree(OfferAnswerTest.LOCAL, d);
        } catch (SdpException | NoCommonFormatException expected) {
            both = false;
        }
        return both;
    }

    private static String mutated(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int n = 1 + random.nextInt(4); n > 0 && text.length() > 0; n--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            char spice = SPICE.charAt(random.nextInt(SPICE.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, spice);
                case 1 -> text.insert(at, spice);
                case 2 -> text.delete(at, end);
                case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> text.insert(at, String.valueOf(spice).repeat(random.nextInt(40)));
            }
        }
        return text.toString();
    }
}
