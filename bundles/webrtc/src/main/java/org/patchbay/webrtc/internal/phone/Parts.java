package org.patchbay.webrtc.internal.phone;

import java.util.Optional;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.CallHub;
import org.patchbay.directory.api.Directory;
import org.patchbay.media.api.MediaSessions;

/** What is there of the other bundles now. Any thread. */
public interface Parts {
    Optional<CallEntry> callEntry();

    Optional<CallHub> hub();

    Optional<MediaSessions> media();

    Optional<Directory> directory();
}
