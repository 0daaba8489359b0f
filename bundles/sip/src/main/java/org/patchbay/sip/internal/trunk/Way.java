package org.patchbay.sip.internal.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkLine;
import org.patchbay.sip.internal.dns.Wanted;
import org.patchbay.sip.internal.message.NextHop;

/** Where the servers of one trunk are: those that answered last go first. Any thread. */
final class Way {
    private final TrunkRim rim;
    private final Trunk trunk;
    private volatile Optional<NextHop> good = Optional.empty();
    private volatile List<NextHop> last = List.of();
    private volatile boolean onlySecure;
    private volatile Set<String> addresses = Set.of();

    /** As the name led before: some names give another part of their servers each time. */
    private volatile Set<String> earlier = Set.of();

    Way(TrunkRim rim, Trunk trunk) {
        this.rim = rim;
        this.trunk = trunk;
    }

    /** In the order in which they are to be tried; fails where there is nobody. */
    CompletionStage<List<NextHop>> hops() {
        return rim.locator().locate(wanted()).handle(this::known);
    }

    /** What was found, or where that fails what was found last: servers outlive their DNS. */
    private List<NextHop> known(List<NextHop> found, Throwable failure) {
        if (failure == null) {
            last = List.copyOf(found);
        } else if (last.isEmpty()) {
            throw new CompletionException(failure);
        }
        return ordered(last);
    }

    private Wanted wanted() {
        TrunkLine line = trunk.line();
        Set<String> usable =
                Stream.of("udp", "tcp", "tls")
                        .filter(rim.transport()::speaks)
                        .collect(Collectors.toSet());
        String host = line.proxy().map(TrunkLine.Proxy::host).orElse(trunk.host());
        int port =
                line.proxy().map(TrunkLine.Proxy::port).orElse(line.anyPort() ? 0 : trunk.port());
        return new Wanted(
                host,
                port == 0 ? OptionalInt.empty() : OptionalInt.of(port),
                line.anyTransport() ? Optional.empty() : Optional.of(trunk.transport()),
                usable);
    }

    private List<NextHop> ordered(List<NextHop> found) {
        Set<String> now = found.stream().map(NextHop::address).collect(Collectors.toSet());
        if (!now.equals(addresses)) {
            earlier = addresses;
            addresses = now;
        }
        onlySecure = !found.isEmpty() && found.stream().allMatch(NextHop::isSecure);
        List<NextHop> order = new ArrayList<>(found);
        good.filter(found::contains)
                .ifPresent(
                        hop -> {
                            order.remove(hop);
                            order.add(0, hop);
                        });
        return order;
    }

    void isGood(NextHop hop) {
        good = Optional.of(hop);
    }

    Optional<NextHop> good() {
        return good;
    }

    /**
     * Whether one of its servers is there, or was until the name led elsewhere. Whom we reach by
     * TLS alone does not come in the clear: the source of a datagram can be forged.
     */
    boolean leadsTo(String address, boolean secure) {
        return (addresses.contains(address) || earlier.contains(address))
                && (secure || !onlySecure);
    }
}
