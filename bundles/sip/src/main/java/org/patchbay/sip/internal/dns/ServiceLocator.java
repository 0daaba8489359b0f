package org.patchbay.sip.internal.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.patchbay.sip.internal.dns.Records.Naptr;
import org.patchbay.sip.internal.dns.Records.Srv;
import org.patchbay.sip.internal.message.NextHop;

/**
 * Finds the servers of a name, in the order in which they are to be tried (RFC 3263 §4). Any
 * thread; waits for nobody.
 */
public final class ServiceLocator {
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** More than that many servers of one name are not tried. */
    private static final int MOST_SERVERS = 8;

    private static final int MOST_ADDRESSES = 4;
    private static final int MOST_HOPS = 16;

    private final Records records;
    private final DoubleSupplier chance;

    /** A transport with what it is called in DNS, in the order that we prefer. */
    private enum Way {
        UDP("udp", "SIP+D2U", "_sip._udp.", 5060),
        TCP("tcp", "SIP+D2T", "_sip._tcp.", 5060),
        TLS("tls", "SIPS+D2T", "_sips._tcp.", 5061);

        private final String transport;
        private final String service;
        private final String prefix;
        private final int port;

        Way(String transport, String service, String prefix, int port) {
            this.transport = transport;
            this.service = service;
            this.prefix = prefix;
            this.port = port;
        }

        static Way of(String transport) {
            for (Way way : values()) {
                if (way.transport.equals(transport)) {
                    return way;
                }
            }
            throw new IllegalArgumentException("transport " + transport);
        }
    }

    /** Servers by one transport, in their order. */
    private record Found(Way way, List<Srv> servers) {}

    /** A question that had no answer, which is not the answer that there are none. */
    private static final Found UNKNOWN = new Found(null, List.of());

    /**
     * Where nobody could say, the address of the name alone is nobody's server: it may well be that
     * of a web site.
     */
    private static List<Found> known(List<Found> all) {
        List<Found> found = all.stream().filter(one -> one != UNKNOWN).toList();
        if (found.isEmpty() && !all.isEmpty()) {
            throw new CompletionException(new IOException("no answer about the servers"));
        }
        return found;
    }

    /**
     * @param chance from 0 to 1, 1 not included
     */
    public ServiceLocator(Records records, DoubleSupplier chance) {
        this.records = records;
        this.chance = chance;
    }

    /** Fails where there is nobody. */
    public CompletionStage<List<NextHop>> locate(Wanted wanted) {
        boolean literal = ADDRESS.matcher(wanted.host()).matches();
        Way given = Way.of(wanted.transport().orElse("udp"));
        if (literal || wanted.port().isPresent()) {
            return direct(wanted, given, wanted.port());
        }
        CompletionStage<List<Found>> services =
                wanted.transport().isPresent()
                        ? srv(given, given.prefix + wanted.host())
                        : byNaptr(wanted);
        return services.thenApply(ServiceLocator::known)
                .thenCompose(
                        found ->
                                found.isEmpty()
                                        ? direct(wanted, given, OptionalInt.empty())
                                        : hops(wanted, found));
    }

    /** No more than A and AAAA of the name itself. */
    private CompletionStage<List<NextHop>> direct(Wanted wanted, Way way, OptionalInt port) {
        return addresses(wanted.host())
                .thenApply(
                        addresses ->
                                some(
                                        wanted,
                                        addresses.stream()
                                                .limit(MOST_ADDRESSES)
                                                .map(
                                                        a ->
                                                                hop(
                                                                        wanted,
                                                                        way,
                                                                        a,
                                                                        port.orElse(way.port)))
                                                .toList()));
    }

    private CompletionStage<List<Found>> byNaptr(Wanted wanted) {
        return orNone(records.naptr(wanted.host()))
                .thenCompose(
                        all -> {
                            List<CompletionStage<List<Found>>> lookUps = new ArrayList<>();
                            all.stream()
                                    .filter(n -> n.flags().equals("s"))
                                    .sorted(
                                            Comparator.comparingInt(Naptr::order)
                                                    .thenComparingInt(Naptr::preference))
                                    .limit(MOST_SERVERS)
                                    .forEach(n -> add(n, wanted, lookUps));
                            return lookUps.isEmpty() ? bySrv(wanted) : joined(lookUps);
                        });
    }

    private void add(Naptr naptr, Wanted wanted, List<CompletionStage<List<Found>>> lookUps) {
        for (Way way : Way.values()) {
            if (way.service.equals(naptr.service()) && wanted.usable().contains(way.transport)) {
                lookUps.add(srv(way, naptr.replacement()));
            }
        }
    }

    /** Nobody says which transports there are: ask for each that we speak (§4.1). */
    private CompletionStage<List<Found>> bySrv(Wanted wanted) {
        List<CompletionStage<List<Found>>> lookUps = new ArrayList<>();
        for (Way way : Way.values()) {
            if (wanted.usable().contains(way.transport)) {
                lookUps.add(srv(way, way.prefix + wanted.host()));
            }
        }
        return joined(lookUps);
    }

    private CompletionStage<List<Found>> srv(Way way, String name) {
        return records.srv(name)
                .handle(
                        (servers, failure) -> {
                            if (failure != null) {
                                return List.of(UNKNOWN);
                            }
                            List<Srv> usable =
                                    servers.stream().filter(s -> !s.target().isEmpty()).toList();
                            return servers.isEmpty()
                                    ? List.of()
                                    : List.of(new Found(way, SrvOrder.of(usable, chance)));
                        });
    }

    private CompletionStage<List<NextHop>> hops(Wanted wanted, List<Found> found) {
        List<CompletionStage<List<NextHop>>> lookUps = new ArrayList<>();
        for (Found one : found) {
            for (Srv server : one.servers()) {
                if (lookUps.size() < MOST_SERVERS) {
                    lookUps.add(
                            orNone(addresses(server.target()))
                                    .thenApply(all -> hops(wanted, one.way(), server, all)));
                }
            }
        }
        return joined(lookUps).thenApply(hops -> some(wanted, hops));
    }

    private static List<NextHop> hops(Wanted wanted, Way way, Srv server, List<String> addresses) {
        return addresses.stream()
                .limit(MOST_ADDRESSES)
                .map(address -> hop(wanted, way, address, server.port()))
                .toList();
    }

    /** RFC 5922 §7.1: whoever answers must prove the name that was wanted, not one out of DNS. */
    private static NextHop hop(Wanted wanted, Way way, String address, int port) {
        return new NextHop(way.transport, address, port, "", wanted.host());
    }

    private static List<NextHop> some(Wanted wanted, List<NextHop> hops) {
        List<NextHop> once = List.copyOf(new LinkedHashSet<>(hops));
        if (once.isEmpty()) {
            throw new IllegalStateException("no address of " + wanted.host());
        }
        return once.size() > MOST_HOPS ? once.subList(0, MOST_HOPS) : once;
    }

    private CompletionStage<List<String>> addresses(String host) {
        return ADDRESS.matcher(host).matches()
                ? CompletableFuture.completedFuture(List.of(host))
                : records.addresses(host);
    }

    /** A name server that fails for one kind of record may still know another. */
    private static <T> CompletionStage<List<T>> orNone(CompletionStage<List<T>> stage) {
        return stage.exceptionally(e -> List.of());
    }

    /** All lists in their order. */
    private static <T> CompletionStage<List<T>> joined(List<CompletionStage<List<T>>> stages) {
        CompletionStage<List<T>> all = CompletableFuture.completedFuture(List.of());
        for (CompletionStage<List<T>> stage : stages) {
            all =
                    all.thenCombine(
                            stage,
                            (before, more) -> {
                                List<T> both = new ArrayList<>(before);
                                both.addAll(more);
                                return both;
                            });
        }
        return all;
    }
}
