package org.patchbay.webrtc.internal.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.patchbay.sdp.Fingerprint;

/**
 * Our certificate for DTLS: signed by itself, made at each start, known to browsers by its
 * fingerprint alone (RFC 8827 §6.5).
 */
public final class OwnCertificate {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LIFE = Duration.ofDays(365);

    private final BcTlsCrypto crypto = new BcTlsCrypto(RANDOM);
    private final AsymmetricKeyParameter key;
    private final Certificate chain;
    private final Fingerprint fingerprint;

    private OwnCertificate(AsymmetricKeyParameter key, byte[] encoded) throws IOException {
        this.key = key;
        TlsCertificate certificate = crypto.createCertificate(encoded);
        this.chain = new Certificate(new TlsCertificate[] {certificate});
        this.fingerprint = Fingerprint.of("sha-256", encoded);
    }

    public static OwnCertificate make(Instant now) {
        X9ECParameters curve = NISTNamedCurves.getByName("P-256");
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(
                        new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1, curve),
                        RANDOM));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=Patchbay");
        try {
            X509CertificateHolder made =
                    new X509v3CertificateBuilder(
                                    name,
                                    new BigInteger(63, RANDOM).add(BigInteger.ONE),
                                    Date.from(now.minus(Duration.ofDays(1))),
                                    Date.from(now.plus(LIFE)),
                                    name,
                                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                                            pair.getPublic()))
                            .build(
                                    new BcECContentSignerBuilder(
                                                    new DefaultSignatureAlgorithmIdentifierFinder()
                                                            .find("SHA256WITHECDSA"),
                                                    DefaultDigestAlgorithmIdentifierFinder.INSTANCE
                                                            .find("SHA-256"))
                                            .build(pair.getPrivate()));
            return new OwnCertificate(pair.getPrivate(), made.getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate", e);
        }
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner credentials(TlsContext context) {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                key,
                chain,
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
