package org.patchbay.registrar.internal.binding;

import java.util.Comparator;
import org.patchbay.directory.api.Binding;
import org.patchbay.registrar.internal.uri.SipUri;

/** A binding in the table; compared by identity. */
final class Entry {
    static final Comparator<Entry> BY_EXPIRY =
            Comparator.comparing((Entry e) -> e.binding.expires()).thenComparingLong(e -> e.serial);

    /** Tells entries apart that expire together. */
    final long serial;

    final SipUri contact;
    final Binding binding;

    Entry(long serial, SipUri contact, Binding binding) {
        this.serial = serial;
        this.contact = contact;
        this.binding = binding;
    }
}
