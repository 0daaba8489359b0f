package org.patchbay.trace.internal;

import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.WireMessage;
import org.patchbay.trace.internal.book.Trail;

/** What can be shown. Any thread may call. */
public interface Traces {
    /** The youngest first. */
    List<Trail> all();

    /** By an id or the beginning of one. */
    Optional<Trail> find(String id);

    List<WireMessage> messages(LegId leg);
}
