package org.patchbay.call.api;

import java.util.SortedMap;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a part counts of itself since it was started, for the console and for pages: what it took,
 * refused and dropped. Offered as a service by whoever counts.
 */
@ConsumerType
public interface Counters {
    /** The part's name, such as {@code sip}. */
    String part();

    /** Present figures by name; any thread, never blocks. */
    SortedMap<String, Long> read();
}
