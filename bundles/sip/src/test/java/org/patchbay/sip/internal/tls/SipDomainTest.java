package org.patchbay.sip.internal.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5922 §7. */
class SipDomainTest {
    @ParameterizedTest
    @CsvSource({
        "good,            trunk.example,       true",
        "good,            TRUNK.example,       true",
        "good,            sub.trunk.example,   false",
        "good,            example,             false",
        "good,            '',                  false",
        "good,            127.0.0.1,           false",
        "wrong-name,      elsewhere.example,   true",
        "wrong-name,      trunk.example,       false",
        "uri,             trunk.example,       true",
        "uri,             other.example,       false",
        "person,          trunk.example,       true",
        "address,         127.0.0.1,           true",
        "address,         127.0.0.2,           false",
        "address,         trunk.example,       false",
        "name-in-subject, trunk.example,       false",
    })
    void isTheNameWhole(String certificate, String domain, boolean fits) {
        X509Certificate c = TestFiles.certificate(certificate);
        if (fits) {
            assertDoesNotThrow(() -> SipDomain.check(c, domain));
        } else {
            assertThrows(CertificateException.class, () -> SipDomain.check(c, domain));
        }
    }
}
