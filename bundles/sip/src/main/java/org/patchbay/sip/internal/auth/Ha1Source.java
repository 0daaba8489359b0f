package org.patchbay.sip.internal.auth;

import java.util.Optional;
import org.patchbay.directory.api.DigestAlgorithm;

/** Where H(A1) of a user comes from (RFC 7616 §3.4.2); never the password itself. */
@FunctionalInterface
public interface Ha1Source {
    /** Lower-case hex, empty where that user is unknown or has no secret for that algorithm. */
    Optional<String> ha1(String user, DigestAlgorithm algorithm, String realm);
}
