package org.patchbay.webrtc.internal.session;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final BrowserPath.Listener listener;
    private final Set<InetSocketAddress> told = new HashSet<>();
    private IceLink link;
    private Runnable end = () -> {};

    /**
     * What is in a description.
     *
     * @param complete nothing follows (RFC 8838 §8.2)
     */
    record Described(List<IceCandidate> candidates, boolean complete) {}

    OurCandidates(IceHost host, BrowserPath.Listener listener) {
        this.host = host;
        this.listener = listener;
    }

    /** For a description of that go of ICE. */
    synchronized Described describe(IceLink of) {
        if (link == null && listener.followsCandidates()) {
            end = host.follow(this::changed);
        }
        Mapped known = host.mapped();
        link = of;
        told.clear();
        told.addAll(known.addresses());
        List<IceCandidate> all = new ArrayList<>(of.candidates());
        all.addAll(of.reflexive(known.addresses()));
        return new Described(all, known.last() || !listener.followsCandidates());
    }

    private synchronized void changed() {
        for (InetSocketAddress address : host.mapped().addresses()) {
            if (told.add(address)) {
                link.reflexive(List.of(address)).forEach(c -> listener.candidate(c, link.ufrag()));
            }
        }
    }

    synchronized void close() {
        end.run();
    }
}
