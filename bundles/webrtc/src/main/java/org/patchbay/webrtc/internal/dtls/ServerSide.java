package org.patchbay.webrtc.internal.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;

/** The peer begins the handshake. */
final class ServerSide extends DefaultTlsServer {
    private final OwnCertificate own;
    private final PeerProof proof;
    private final Hearing hearing;
    private final int timeoutMs;
    private int profile;
    private boolean proven;

    ServerSide(OwnCertificate own, PeerProof proof, Hearing hearing, int timeoutMs) {
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
        return java.util.Arrays.copyOf(ClientSide.CIPHERS, 3); // our certificate is of ECDSA
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
    @SuppressWarnings("rawtypes")
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        @SuppressWarnings("unchecked")
        Hashtable<Integer, byte[]> typed = extensions;
        profile = SrtpProfiles.choose(typed);
    }

    @Override
    public Hashtable<Integer, byte[]> getServerExtensions() throws IOException {
        @SuppressWarnings("unchecked")
        Hashtable<Integer, byte[]> extensions = super.getServerExtensions();
        SrtpProfiles.answer(extensions, profile);
        return extensions;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return own.credentials(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        for (short hash :
                new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
            algorithms.add(new SignatureAndHashAlgorithm(hash, SignatureAlgorithm.ecdsa));
            algorithms.add(new SignatureAndHashAlgorithm(hash, SignatureAlgorithm.rsa));
        }
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                algorithms,
                null);
    }

    @Override
    public void notifyClientCertificate(Certificate client) throws IOException {
        proof.check(client);
        proven = true;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (!proven) {
            throw new IOException("the client showed no certificate");
        }
        hearing.keyed(SrtpProfiles.keys(context, profile, false));
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        hearing.alert(description);
    }
}
