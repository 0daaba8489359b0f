package org.patchbay.directory.api;

import java.util.Locale;
import java.util.Objects;

/** An address of record (RFC 3261 §10.1): the user part as it is, the domain in lower case. */
public record AddressOfRecord(String user, String domain) {
    public AddressOfRecord {
        Objects.requireNonNull(user);
        domain = domain.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "sip:" + user + "@" + domain;
    }
}
