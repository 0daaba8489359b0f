package org.patchbay.webrtc.internal;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.CallHub;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.webrtc.internal.phone.Parts;

/** The services of other bundles, which come and go. */
@Component(service = ServicedParts.class)
public final class ServicedParts implements Parts {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile CallEntry entry;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile CallHub hub;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MediaSessions media;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile UserDirectory directory;

    @Override
    public Optional<CallEntry> callEntry() {
        return Optional.ofNullable(entry);
    }

    @Override
    public Optional<CallHub> hub() {
        return Optional.ofNullable(hub);
    }

    @Override
    public Optional<MediaSessions> media() {
        return Optional.ofNullable(media);
    }

    @Override
    public Optional<Directory> directory() {
        return Optional.ofNullable(directory).map(UserDirectory::current);
    }
}
