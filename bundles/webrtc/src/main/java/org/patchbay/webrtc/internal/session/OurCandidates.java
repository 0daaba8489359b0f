package org.patchbay.webrtc.internal.session;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.webrtc.internal.ice.IceHost;
import org.patchbay.webrtc.internal.ice.IceLink;
import org.patchbay.webrtc.internal.ice.Mapped;

/**
 * What a browser has been told of where we are; what is found later follows (RFC 8838 §11). Any
 * thread.
 */
final class OurCandidates {
    private final IceHost host;
    private final Consumer<Optional<IceCandidate>> later;
    private final Runnable end;
    private final Set<InetSocketAddress> told = new HashSet<>();
    private IceLink link;
    private boolean complete;

    /**
     * What is in a description.
     *
     * @param complete nothing follows, as far as we know (§8.2)
     */
    record Described(List<IceCandidate> candidates, boolean complete) {}

    /**
     * @param later is given what follows, and nothing at its end; must not wait
     */
    OurCandidates(IceHost host, Consumer<Optional<IceCandidate>> later) {
        this.host = host;
        this.later = later;
        end = host.follow(this::changed);
    }

    /** For a description of that go of ICE. */
    synchronized Described describe(IceLink of) {
        Mapped known = host.mapped();
        link = of;
        told.clear();
        told.addAll(known.addresses());
        complete = known.settled();
        List<IceCandidate> all = new ArrayList<>(of.candidates());
        all.addAll(of.reflexive(known.addresses()));
        return new Described(all, complete);
    }

    private synchronized void changed() {
        if (link == null) {
            return; // the description will have it
        }
        Mapped known = host.mapped();
        for (InetSocketAddress address : known.addresses()) {
            if (told.add(address)) {
                link.reflexive(List.of(address)).forEach(c -> later.accept(Optional.of(c)));
            }
        }
        if (known.settled() && !complete) {
            complete = true;
            later.accept(Optional.empty());
        }
    }

    void close() {
        end.run();
    }
}
