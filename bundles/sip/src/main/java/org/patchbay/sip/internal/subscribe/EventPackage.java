package org.patchbay.sip.internal.subscribe;

import java.util.Optional;
import java.util.Set;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.sip.internal.message.Body;

/** A kind of events (RFC 6665 §5). */
interface EventPackage {
    String name();

    String mediaType();

    /** Whether that device may be told of it. */
    boolean permits(Device subscriber, String resource, Directory directory);

    /**
     * Names of what the resource consists of at present; each is told when it changes.
     *
     * @param resource user part of the request URI
     * @return empty where there is no such resource
     */
    Optional<Set<String>> parts(String resource, Directory directory);

    /** Everything that is known of it now. */
    Body body(String resource, Directory directory, long version);
}
