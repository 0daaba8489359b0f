package org.patchbay.sip.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Redirect;
import org.patchbay.call.api.TransferTo;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.BindingChange;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.RegisterOutcome;
import org.patchbay.directory.api.RegisterRequest;
import org.patchbay.directory.api.SrtpPolicy;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.User;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.sdp.NoCommonFormatException;
import org.patchbay.sdp.SessionDescription;

/** The services that SIP meets, small and in memory. */
final class FakeHouse implements CallEntry, UserDirectory, MediaSessions {
    final LinkedBlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>();
    final Map<AddressOfRecord, List<Binding>> bindings = new ConcurrentHashMap<>();
    final List<String> lost = new CopyOnWriteArrayList<>();
    final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
    final Map<String, Trunk> trunks = new LinkedHashMap<>();
    final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    volatile String secret = "secret";
    volatile int minExpires;

    /** What happens once somebody has taken the directory as it was. */
    volatile Runnable afterLook = () -> {};

    volatile Predicate<String> alive;
    final List<Consumer<Directory>> directoryListeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();

    record Incoming(Leg leg, CallOffer offer, Events events) {}

    /** What a leg told, in order. */
    static final class Events implements LegEvents {
        final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        volatile DisconnectCause cause;

        String next() throws InterruptedException {
            String event = told.poll(5, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("the leg says nothing");
            }
            return event;
        }

        @Override
        public void ringing() {
            told.add("ringing");
        }

        @Override
        public void earlyMedia() {
            told.add("earlyMedia");
        }

        @Override
        public void answered() {
            told.add("answered");
        }

        @Override
        public void held(boolean held) {
            told.add("held " + held);
        }

        @Override
        public void digit(char key, int durationMs) {
            told.add("digit " + key);
        }

        @Override
        public void mediaChanged() {
            told.add("mediaChanged");
        }

        @Override
        public void transferAsked(TransferTo to) {
            told.add("transferAsked " + to.text());
        }

        @Override
        public void redirected(Redirect to) {
            told.add("redirected " + to.number() + (to.here() ? " here" : ""));
        }

        @Override
        public void ended(DisconnectCause why) {
            cause = why;
            told.add("ended " + why.reason());
        }
    }

    Incoming nextCall() throws InterruptedException {
        Incoming call = incoming.poll(5, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no call came in");
        }
        return call;
    }

    @Override
    public LegEvents offer(Leg leg, CallOffer offer) {
        Events events = new Events();
        incoming.add(new Incoming(leg, offer, events));
        return events;
    }

    @Override
    public LegId newLegId() {
        return new LegId("leg-" + ids.incrementAndGet());
    }

    @Override
    public Directory current() {
        Map<String, Device> devices = new LinkedHashMap<>();
        devices.put("1001", new Device("1001", Set.of(), List.of()));
        devices.put("1002", new Device("1002", Set.of(), List.of()));
        devices.put("1003", new Device("1003", Set.of("tls"), List.of()));
        devices.put("caller", new Device("caller", Set.of(), List.of()));
        devices.put(
                "1004", new Device("1004", Set.of(), List.of(), List.of(DigestAlgorithm.SHA_256)));
        devices.put(
                "1005",
                new Device(
                        "1005", Set.of(), List.of(), List.of(), Optional.of(SrtpPolicy.REQUIRED)));
        devices.keySet().removeAll(withdrawn);
        User anna = new User("anna", "Anna Example", "11", List.of("1001"));
        Directory look =
                new Directory(
                        "pbx.test", 1, Map.of("anna", anna), devices, Map.of(), List.of(), trunks);
        afterLook.run();
        return look;
    }

    @Override
    public Optional<String> ha1(Account account, DigestAlgorithm algorithm, String realm) {
        boolean trunk = account.kind() == Account.Kind.TRUNK;
        if (!trunk && !current().devices().containsKey(account.id())) {
            return Optional.empty();
        }
        String user = trunk ? trunks.get(account.id()).username() : account.id();
        try {
            return Optional.of(
                    RawPeer.hash(algorithm.messageDigest(), user + ":" + realm + ":" + secret));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public AutoCloseable onChange(java.util.function.Consumer<Directory> listener) {
        directoryListeners.add(listener);
        return () -> directoryListeners.remove(listener);
    }

    /** Puts a trunk there, or another in its place, and says so. */
    void trunk(Trunk trunk) {
        trunks.put(trunk.id(), trunk);
        tellDirectory();
    }

    void tellDirectory() {
        directoryListeners.forEach(listener -> listener.accept(current()));
    }

    // ---- locations

    public List<Binding> bindings(AddressOfRecord aor) {
        return bindings.getOrDefault(aor, List.of());
    }

    public List<Binding> all() {
        return bindings.values().stream().flatMap(List::stream).toList();
    }

    public RegisterOutcome register(RegisterRequest request) {
        if (request.removeAll()) {
            bindings.remove(request.aor());
            return new RegisterOutcome.Ok(List.of());
        }
        int expires = request.expires().orElse(3600);
        if (expires > 0 && expires < minExpires) {
            return new RegisterOutcome.TooBrief(minExpires);
        }
        List<Binding> now = new ArrayList<>(bindings(request.aor()));
        for (RegisterRequest.Contact contact : request.contacts()) {
            now.removeIf(b -> b.contact().equals(contact.uri()));
            if (expires > 0) {
                now.add(
                        new Binding(
                                request.aor(),
                                contact.uri(),
                                contact.q(),
                                Instant.now().plusSeconds(expires),
                                request.callId(),
                                request.cseq(),
                                request.flow(),
                                request.userAgent(),
                                request.path()));
            }
        }
        bindings.put(request.aor(), List.copyOf(now));
        return new RegisterOutcome.Ok(now);
    }

    public void connectionLost(String connection) {
        lost.add(connection);
        bindings.replaceAll(
                (aor, list) ->
                        list.stream()
                                .filter(b -> !b.flow().connection().equals(connection))
                                .toList());
    }

    public void retainConnections(Predicate<String> isAlive) {
        alive = isAlive;
    }

    /** Apart, because two interfaces here have a method {@code onChange}. */
    static final class Locations implements LocationService {
        private final FakeHouse house;

        Locations(FakeHouse house) {
            this.house = house;
        }

        @Override
        public List<Binding> bindings(AddressOfRecord aor) {
            return house.bindings(aor);
        }

        @Override
        public List<Binding> all() {
            return house.all();
        }

        @Override
        public RegisterOutcome register(RegisterRequest request) {
            return house.register(request);
        }

        @Override
        public void connectionLost(String connection) {
            house.connectionLost(connection);
        }

        @Override
        public void retainConnections(Predicate<String> isAlive) {
            house.retainConnections(isAlive);
        }

        @Override
        public AutoCloseable onChange(Consumer<BindingChange> listener) {
            return () -> {};
        }
    }

    // ---- media

    @Override
    public MediaSession create(Request request, Listener listener) {
        FakeSession session = new FakeSession(request, listener);
        sessions.add(session);
        return session;
    }

    @Override
    public List<String> codecs() {
        return List.of("opus", "G722", "PCMA", "PCMU");
    }

    FakeSession lastSession() {
        return sessions.get(sessions.size() - 1);
    }

    /** Knows PCMU and PCMA; remembers what was asked of it. */
    static final class FakeSession implements MediaSession {
        final Request request;
        final Listener listener;
        final List<String> asked = new CopyOnWriteArrayList<>();
        volatile boolean closed;
        volatile boolean held;

        /** Ports of the answers that were put in force, in order. */
        final List<Integer> accepted = new CopyOnWriteArrayList<>();

        /** Where set, a proposal is answered when this is done. */
        volatile CompletableFuture<Void> proposalWaitsFor;

        /** The same of a commit. */
        volatile CompletableFuture<Void> commitWaitsFor;

        FakeSession(Request request, Listener listener) {
            this.request = request;
            this.listener = listener;
        }

        private static SessionDescription sdp(boolean held) {
            String text = RawPeer.SDP.replace("40000", "30000");
            return SessionDescription.parse(held ? text + "a=sendonly\r\n" : text);
        }

        private <T> CompletionStage<T> say(String what, T value) {
            asked.add(what);
            return CompletableFuture.supplyAsync(() -> value);
        }

        private static boolean known(SessionDescription d) {
            return d.audio()
                    .filter(a -> a.formats().contains("0") || a.formats().contains("8"))
                    .isPresent();
        }

        @Override
        public CompletionStage<SessionDescription> offer() {
            return say("offer", sdp(held));
        }

        @Override
        public CompletionStage<Void> accept(SessionDescription answer) {
            answer.audio().ifPresent(a -> accepted.add(a.port()));
            return known(answer)
                    ? say("accept", null)
                    : CompletableFuture.failedFuture(new NoCommonFormatException("none"));
        }

        @Override
        public CompletionStage<SessionDescription> propose(SessionDescription offer) {
            CompletableFuture<Void> first = proposalWaitsFor;
            if (first != null) {
                return first.thenCompose(nothing -> say("propose", sdp(false)));
            }
            return known(offer)
                    ? say("propose", sdp(false))
                    : CompletableFuture.failedFuture(new NoCommonFormatException("none"));
        }

        @Override
        public CompletionStage<Void> commit() {
            CompletableFuture<Void> first = commitWaitsFor;
            CompletionStage<Void> done = say("commit", null);
            return first == null ? done : first.thenCompose(nothing -> done);
        }

        @Override
        public CompletionStage<Void> rollback() {
            return say("rollback", null);
        }

        @Override
        public CompletionStage<Void> hold(boolean hold) {
            held = hold;
            return say("hold " + hold, null);
        }

        @Override
        public CompletionStage<Void> sendDigit(char key, int durationMs) {
            return say("digit " + key, null);
        }

        @Override
        public void keyCame(char key, int durationMs) {
            asked.add("key " + key + " " + durationMs);
        }

        @Override
        public MediaSessionSnapshot snapshot() {
            return null;
        }

        @Override
        public String memberName() {
            return request.name();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
