package org.patchbay.webrtc.internal.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;

/** We begin the handshake. */
final class ClientSide extends DefaultTlsClient {
    static final int[] CIPHERS = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
    };

    private final OwnCertificate own;
    private final PeerProof proof;
    private final Hearing hearing;
    private final int timeoutMs;
    private int profile;

    ClientSide(OwnCertificate own, PeerProof proof, Hearing hearing, int timeoutMs) {
        super(own.crypto());
        this.own = own;
        this.proof = proof;
        this.hearing = hearing;
        this.timeoutMs = timeoutMs;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return CIPHERS.clone();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return timeoutMs;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return 200;
    }

    @Override
    public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
        @SuppressWarnings("unchecked")
        Hashtable<Integer, byte[]> extensions = super.getClientExtensions();
        SrtpProfiles.offer(extensions);
        return extensions;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        @SuppressWarnings("unchecked")
        Hashtable<Integer, byte[]> typed = extensions;
        profile = SrtpProfiles.chosen(typed);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                proof.check(server.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return own.credentials(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        hearing.keyed(SrtpProfiles.keys(context, profile, true));
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        hearing.alert(description);
    }
}
