package org.patchbay.webrtc.internal.dtls;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;
import org.patchbay.sdp.Fingerprint;

/** The peer is who signalled the call, if its certificate has one of these fingerprints. */
record PeerProof(List<Fingerprint> fingerprints) {
    void check(Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.certificate_required, "no certificate");
        }
        byte[] certificate = chain.getCertificateAt(0).getEncoded();
        if (fingerprints.stream().noneMatch(f -> f.matches(certificate))) {
            // RFC 8122 §6.2
            throw new TlsFatalAlert(
                    AlertDescription.bad_certificate, "the fingerprint is another one");
        }
    }
}
