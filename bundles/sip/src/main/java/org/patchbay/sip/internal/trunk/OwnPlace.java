package org.patchbay.sip.internal.trunk;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.directory.api.PublicAddress;
import org.patchbay.sip.internal.message.HostPort;

/**
 * Where a trunk finds us: what it has seen of us stands in the Via of its answers (RFC 3261
 * §18.2.1, RFC 3581 §4). Pure: time comes with each call, in nanoseconds of one monotonic clock.
 *
 * @param told by the directory
 * @param learnt address, and port over UDP; empty where it sees us as we are
 * @param tellFrom when a REGISTER for it alone may tell the trunk
 */
record OwnPlace(PublicAddress told, Optional<HostPort> learnt, long tellFrom) {
    /** A translation that changes with each message must not make us register without end. */
    static final long REST = Duration.ofSeconds(30).toNanos();

    private static final Pattern LITERAL =
            Pattern.compile(
                    "((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.|$)){4}(?<!\\.)"
                            + "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    OwnPlace {
        Objects.requireNonNull(told);
        Objects.requireNonNull(learnt);
    }

    static OwnPlace of(PublicAddress told, long now) {
        return new OwnPlace(told, Optional.empty(), now);
    }

    /**
     * As it is reached over that transport. A connection's own port is of no use to anybody.
     *
     * @param local our address there
     */
    HostPort at(String transport, HostPort local) {
        if (told.isGiven()) {
            boolean ours = told.port() == 0 || transport.equals("tls");
            return new HostPort(told.address(), ours ? local.port() : told.port());
        }
        return learnt.map(
                        seen ->
                                transport.equals("udp") && seen.port() > 0
                                        ? seen
                                        : new HostPort(seen.address(), local.port()))
                .orElse(local);
    }

    /**
     * It has answered.
     *
     * @param seen whom it has answered, as it says; port 0 where it says none
     */
    OwnPlace seen(String transport, HostPort local, HostPort seen) {
        if (!told.learnt() || !isUsable(seen.address(), local.address())) {
            return this;
        }
        HostPort place = transport.equals("udp") ? seen : new HostPort(seen.address(), 0);
        boolean asWeAre =
                place.address().equals(local.address())
                        && (place.port() == 0 || place.port() == local.port());
        return new OwnPlace(told, asWeAre ? Optional.empty() : Optional.of(place), tellFrom);
    }

    boolean mayTell(long now) {
        return now >= tellFrom;
    }

    OwnPlace toldNow(long now) {
        return new OwnPlace(told, learnt, now + REST);
    }

    /** What was known where nothing else was told. */
    OwnPlace heirOf(OwnPlace before) {
        return told.equals(before.told) ? before : this;
    }

    /** Nobody of another machine reaches us at a loopback address, or at none. */
    private static boolean isUsable(String seen, String local) {
        if (seen.length() > 45 || !LITERAL.matcher(seen).matches()) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(seen); // a literal: nobody is asked
            boolean inside = InetAddress.getByName(local).isLoopbackAddress();
            return !address.isAnyLocalAddress()
                    && !address.isMulticastAddress()
                    && (inside || !address.isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
