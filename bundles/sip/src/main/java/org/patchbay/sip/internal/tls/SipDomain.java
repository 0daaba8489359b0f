package org.patchbay.sip.internal.tls;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.patchbay.sip.internal.message.SipUriText;

/**
 * Whether a certificate is that of a SIP domain (RFC 5922 §7): by its alternative names alone, URIs
 * of the {@code sip} scheme where it has some, else DNS names; compared whole, without wildcards.
 * Where we were told an address instead of a name, by its addresses.
 */
final class SipDomain {
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int ADDRESS = 7;
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private SipDomain() {}

    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    }

    static void check(X509Certificate certificate, String domain) throws CertificateException {
        List<String> identities = identities(certificate, isAddress(domain));
        if (domain.isEmpty() || identities.stream().noneMatch(domain::equalsIgnoreCase)) {
            throw new CertificateException(
                    "the certificate is not for '" + domain + "' but for " + identities);
        }
    }

    private static List<String> identities(X509Certificate certificate, boolean addresses)
            throws CertificateParsingException {
        List<String> uris = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> ips = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
            int type = (Integer) name.get(0);
            if (type == URI) {
                domainOf((String) name.get(1), uris);
            } else if (type == DNS) {
                names.add((String) name.get(1));
            } else if (type == ADDRESS) {
                ips.add((String) name.get(1));
            }
        }
        if (!uris.isEmpty()) {
            return uris;
        }
        return addresses ? ips : names;
    }

    /** §7.1: a URI with a user part is that of a person, not of a domain. */
    private static void domainOf(String uri, List<String> into) {
        boolean sip = uri.regionMatches(true, 0, "sip:", 0, 4);
        if (sip && uri.indexOf('@') < 0) {
            into.add(SipUriText.host(uri));
        }
    }
}
