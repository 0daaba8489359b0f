package org.patchbay.sip.internal.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/**
 * Asks name servers, on threads of its own. What it hears is kept for as long as the answer says, a
 * thousand answers at most.
 */
public final class DnsRecords implements Records, AutoCloseable {
    private static final int MOST_ANSWERS = 1_000;
    private static final int MOST_RECORDS = 64;
    private static final int MOST_WAITING = 1_000;
    private static final int TRIES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long it is remembered that there is none, and what the system says without a time. */
    private static final long UNTIMED_S = 30;

    private final List<InetSocketAddress> servers;
    private final LongSupplier nanos;
    private final ThreadPoolExecutor blocking;
    // Both guarded by the cache.
    private final DnsCache cache = new DnsCache(MOST_ANSWERS);
    private final Map<DnsCache.Key, CompletableFuture<?>> asking = new HashMap<>();
    private final HostsFileParser hosts = new HostsFileParser();

    /**
     * @param servers to be asked in their order; empty for those of the system
     */
    public DnsRecords(List<InetSocketAddress> servers, LongSupplier nanos) {
        this.servers = List.copyOf(servers);
        this.nanos = nanos;
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        blocking =
                new ThreadPoolExecutor(
                        4,
                        4,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_WAITING),
                        task -> {
                            Thread thread = new Thread(group, task, "blocking-sip-names");
                            thread.setDaemon(true);
                            return thread;
                        });
        blocking.allowCoreThreadTimeOut(true);
    }

    @Override
    public CompletionStage<List<Naptr>> naptr(String name) {
        return find(Type.NAPTR, name, DnsRecords::naptr);
    }

    @Override
    public CompletionStage<List<Srv>> srv(String name) {
        return find(Type.SRV, name, DnsRecords::srv);
    }

    @Override
    public CompletionStage<List<String>> addresses(String name) {
        CompletionStage<List<String>> four = find(Type.A, name, DnsRecords::address);
        CompletionStage<List<String>> six = find(Type.AAAA, name, DnsRecords::address);
        return four.handle((found, e) -> found == null ? List.<String>of() : found)
                .thenCombine(
                        six.handle((found, e) -> found == null ? List.<String>of() : found),
                        (a, b) -> {
                            List<String> both = new ArrayList<>(a);
                            both.addAll(b);
                            return both;
                        });
    }

    /** Who asks what is being asked waits for the same answer. */
    @SuppressWarnings("unchecked")
    private <T> CompletionStage<List<T>> find(
            int type, String name, Function<Record, Optional<T>> read) {
        DnsCache.Key key = new DnsCache.Key(type, name.toLowerCase(Locale.ROOT));
        CompletableFuture<List<T>> found = new CompletableFuture<>();
        synchronized (cache) {
            Optional<List<T>> known = cache.get(key, nanos.getAsLong());
            if (known.isPresent()) {
                return CompletableFuture.completedFuture(known.get());
            }
            CompletableFuture<?> asked = asking.putIfAbsent(key, found);
            if (asked != null) {
                return (CompletionStage<List<T>>) asked;
            }
        }
        try {
            blocking.execute(() -> lookUp(key, read, found));
        } catch (RejectedExecutionException e) {
            failed(key, found, e);
        }
        return found;
    }

    /** What was heard, and for how long it is good. */
    private record Heard<T>(List<T> values, long ttlS) {}

    private <T> void lookUp(
            DnsCache.Key key,
            Function<Record, Optional<T>> read,
            CompletableFuture<List<T>> found) {
        try {
            Optional<Heard<T>> local = local(key);
            Heard<T> heard = local.isPresent() ? local.get() : ask(key, read);
            synchronized (cache) {
                cache.put(key, heard.values(), heard.ttlS(), nanos.getAsLong());
                asking.remove(key);
            }
            found.complete(heard.values());
        } catch (IOException | RuntimeException e) {
            failed(key, found, e);
        }
    }

    private void failed(DnsCache.Key key, CompletableFuture<?> found, Exception e) {
        synchronized (cache) {
            asking.remove(key);
        }
        found.completeExceptionally(e);
    }

    /** The system's file of hosts goes before every name server, for both kinds of addresses. */
    @SuppressWarnings("unchecked")
    private <T> Optional<Heard<T>> local(DnsCache.Key key) throws IOException {
        if (key.type() != Type.A && key.type() != Type.AAAA) {
            return Optional.empty();
        }
        int other = key.type() == Type.A ? Type.AAAA : Type.A;
        Optional<InetAddress> address = hosts.getAddressForHost(name(key), key.type());
        boolean known =
                address.isPresent() || hosts.getAddressForHost(name(key), other).isPresent();
        List<T> values = address.map(a -> (List<T>) List.of(a.getHostAddress())).orElse(List.of());
        return known ? Optional.of(new Heard<>(values, UNTIMED_S)) : Optional.empty();
    }

    private <T> Heard<T> ask(DnsCache.Key key, Function<Record, Optional<T>> read)
            throws IOException {
        Record question = Record.newRecord(name(key), key.type(), DClass.IN);
        IOException last = new UnknownHostException("there is no name server");
        for (int i = 0; i < TRIES; i++) {
            for (InetSocketAddress server : servers()) {
                try {
                    return read(askOne(server, question), key, read);
                } catch (IOException e) {
                    last = e;
                }
            }
        }
        throw last;
    }

    private List<InetSocketAddress> servers() {
        return servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers;
    }

    private static Message askOne(InetSocketAddress server, Record question) throws IOException {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setIoClientFactory(new SocketIo());
        resolver.setTimeout(PATIENCE);
        try {
            return resolver.sendAsync(Message.newQuery(question), Runnable::run)
                    .toCompletableFuture()
                    .get(4 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException("no answer of " + server, e);
        }
    }

    /** The answer section with whatever aliases led to, as a recursive server gives it. */
    private static <T> Heard<T> read(
            Message answer, DnsCache.Key key, Function<Record, Optional<T>> read)
            throws IOException {
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new IOException(Rcode.string(code) + " for " + key.name());
        }
        List<T> values = new ArrayList<>();
        long ttlS = Long.MAX_VALUE;
        for (Record record : answer.getSection(Section.ANSWER)) {
            ttlS = Math.min(ttlS, record.getTTL());
            if (record.getType() == key.type() && values.size() < MOST_RECORDS) {
                read.apply(record).ifPresent(values::add);
            }
        }
        return new Heard<>(values, values.isEmpty() ? UNTIMED_S : ttlS);
    }

    private static Name name(DnsCache.Key key) throws TextParseException {
        return Name.fromString(key.name(), Name.root);
    }

    private static Optional<Naptr> naptr(Record record) {
        NAPTRRecord n = (NAPTRRecord) record;
        return Optional.of(
                new Naptr(
                        n.getOrder(),
                        n.getPreference(),
                        n.getFlags(),
                        n.getService(),
                        n.getReplacement().toString(true)));
    }

    private static Optional<Srv> srv(Record record) {
        SRVRecord s = (SRVRecord) record;
        String target = s.getTarget().equals(Name.root) ? "" : s.getTarget().toString(true);
        return Optional.of(new Srv(s.getPriority(), s.getWeight(), s.getPort(), target));
    }

    private static Optional<String> address(Record record) {
        InetAddress address =
                record instanceof ARecord
                        ? ((ARecord) record).getAddress()
                        : ((AAAARecord) record).getAddress();
        return Optional.of(address.getHostAddress());
    }

    @Override
    public void close() {
        blocking.shutdownNow();
        try {
            blocking.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
