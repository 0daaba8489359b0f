package org.patchbay.webrtc.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.patchbay.call.api.BrowserPhone;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.BrowserSdp;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.DtlsSetup;
import org.patchbay.sdp.Fingerprint;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.LocalAudio;
import org.patchbay.sdp.LocalCrypto;
import org.patchbay.sdp.OfferAnswer;

/**
 * A page that is there before anybody else and goes again: what its words and its offer are
 * answered by has run then. Nobody knows of it.
 */
final class FirstPage implements BrowserPhones.Page {
    private static final BrowserUser NOBODY = new BrowserUser("warm-up", "");
    private static final long PATIENCE_S = 2;

    /** Whether there was an answer to its offer, or none can be had. */
    private final CompletableFuture<Boolean> answered = new CompletableFuture<>();

    private FirstPage() {}

    /** False where it was not answered, as without a media engine. */
    static boolean comesAndGoes(BrowserPhones phones, Fingerprint proof) {
        FirstPage page = new FirstPage();
        BrowserPhone phone = phones.open(NOBODY, page);
        phone.said("{\"type\":\"call\",\"to\":\"0\"}");
        phone.said(
                "{\"type\":\"webrtc-offer\",\"session\":\"first\",\"sdp\":\""
                        + offer(proof).replace("\r\n", "\\r\\n")
                        + "\"}");
        boolean done = page.answered.completeOnTimeout(false, PATIENCE_S, TimeUnit.SECONDS).join();
        phone.closed();
        return done;
    }

    private static String offer(Fingerprint proof) {
        IceDtls own =
                new IceDtls(
                        "first",
                        "ofApageThatNobodyKnows",
                        true,
                        List.of(proof),
                        DtlsSetup.ACTPASS,
                        List.of(),
                        false);
        LocalAudio audio =
                new LocalAudio(
                        "0.0.0.0",
                        9,
                        List.of(
                                new AudioFormat(111, "opus", 48_000, 2, "useinbandfec=1"),
                                AudioFormat.of(0, "PCMU", 8000),
                                AudioFormat.of(110, "telephone-event", 48_000)),
                        Direction.SENDRECV,
                        20,
                        1,
                        1,
                        LocalCrypto.DTLS);
        return BrowserSdp.offer(OfferAnswer.offer(audio), own, "0").print();
    }

    @Override
    public void tell(String json) {
        if (json.contains("webrtc-answer")) {
            answered.complete(true);
        } else if (json.contains("webrtc-offer")) {
            answered.complete(false); // an error of it
        }
    }

    @Override
    public void close(int code, String reason) {
        // it goes by itself
    }
}
