package org.patchbay.call.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What was said for legs, for a bounded time also after their end. Given by whoever brings legs and
 * has a protocol to show. Any thread may call.
 */
@ConsumerType
public interface WireTrace {
    /** In their order; empty for a leg of others, and for one that is forgotten. */
    List<WireMessage> messages(LegId leg);
}
