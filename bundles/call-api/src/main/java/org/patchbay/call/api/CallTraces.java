package org.patchbay.call.api;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What was said and decided in the calls that are up and in the last that were, for the console and
 * for pages. Any thread may call; nothing blocks, but a call of many legs is much work.
 */
@ProviderType
public interface CallTraces {
    /** The youngest first. */
    List<CallTrace> all();

    /** By an id or the beginning of one, where only one begins so. */
    Optional<CallTrace> find(String id);

    /** What was said for that leg while it was in that call, as {@link WireTrace} has it. */
    List<WireMessage> messages(CallTrace trace, LegId leg);

    /**
     * From top to bottom, a lane for each leg.
     *
     * @param whole whether messages are there in full
     */
    List<String> ladder(CallTrace trace, boolean whole, ZoneId zone);

    /**
     * Its messages as a file for Wireshark and others (pcap), in the order of time.
     *
     * @return how many there are
     */
    int capture(CallTrace trace, OutputStream to) throws IOException;
}
