package org.patchbay.sip.internal.trunk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkState;
import org.patchbay.directory.api.TrunkStatus;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.Peer;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.message.SipUriText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link for each trunk that the directory names. Any thread. */
public final class Trunks {
    private static final Logger LOG = LoggerFactory.getLogger(Trunks.class);

    /** How long a registration that is taken back may hold up the one that follows it. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final TrunkRim rim;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, TrunkLink> byCallId = new ConcurrentHashMap<>();
    private final Set<TrunkLink> leaving = ConcurrentHashMap.newKeySet();
    private boolean closing;

    /**
     * A link with what it was made of.
     *
     * @param account what it needs a new one for
     * @param proof changes with the secret
     */
    private record Kept(Trunk account, Optional<String> proof, TrunkLink link) {}

    public Trunks(TrunkRim rim, InstantSource clock) {
        this.rim = rim;
        this.clock = clock;
    }

    /** Makes links for what the directory names now, and takes back the others. */
    public synchronized void follow(UserDirectory users) {
        if (closing) {
            return;
        }
        Directory directory = users.current();
        Set<String> gone = new HashSet<>(kept.keySet());
        gone.removeAll(directory.trunks().keySet());
        gone.forEach(id -> leave(id, () -> {}));
        directory.trunks().values().forEach(trunk -> follow(trunk, users));
    }

    private void follow(Trunk trunk, UserDirectory users) {
        Trunk account = account(trunk);
        String realm = trunk.line().realm().orElse(trunk.domain());
        Optional<String> proof =
                users.ha1(Account.trunk(trunk.id()), DigestAlgorithm.SHA_256, realm);
        Kept before = kept.get(trunk.id());
        if (before != null && before.account().equals(account) && before.proof().equals(proof)) {
            return;
        }
        TrunkLink link = new TrunkLink(rim, trunk, health -> told(trunk.id(), health));
        if (before != null) {
            link.follows(before.link());
        }
        // one after the other: the farewell of the old one must not end the registration of the new
        leave(trunk.id(), link::start);
        kept.put(trunk.id(), new Kept(account, proof, link));
        link.callIds().forEach(callId -> byCallId.put(callId, link));
        if (before == null) {
            link.start();
        }
    }

    /** What a registration hangs on. */
    private static Trunk account(Trunk trunk) {
        return new Trunk(
                trunk.id(),
                trunk.host(),
                trunk.port(),
                trunk.transport(),
                List.of(),
                List.of(),
                trunk.username(),
                Optional.empty(),
                trunk.line());
    }

    private void leave(String id, Runnable then) {
        Kept old = kept.remove(id);
        if (old == null) {
            return;
        }
        TrunkLink link = old.link();
        leaving.add(link);
        link.stop(
                () -> {
                    link.callIds().forEach(byCallId::remove);
                    leaving.remove(link);
                    then.run();
                });
        rim.queues().later(link.callIds().get(0), FAREWELL, link::abandon);
    }

    private void told(String id, TrunkLink.Health health) {
        if (health.state() == TrunkState.DOWN) {
            LOG.warn("trunk {} is down: {}", id, health.why());
        } else {
            LOG.info(
                    "trunk {} is {}", id, health.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        rim.parts().publish(new HouseEvent.TrunkChanged(id, health.state(), health.why()));
    }

    // ---- what comes in

    /** Whether it answers one of our requests outside of calls. */
    public boolean response(SipResponse response) {
        TrunkLink link = byCallId.get(response.callId());
        if (link != null) {
            link.response(response);
        }
        return link != null;
    }

    public void failed(TransactionFailure failure) {
        TrunkLink link = byCallId.get(failure.callId());
        if (link != null) {
            link.failed(failure);
        }
    }

    /**
     * Whose call it is that comes from there: by its source and, where several trunks share that,
     * by the Contact that we registered.
     *
     * @param requestUri empty where it is not known yet
     */
    public Optional<Trunk> caller(Directory directory, Peer source, String requestUri) {
        List<Trunk> fit = new ArrayList<>();
        for (Trunk trunk : directory.trunks().values()) {
            if (comesFrom(trunk, source)) {
                fit.add(trunk);
            }
        }
        String user = fit.size() > 1 ? SipUriText.user(requestUri) : "";
        return fit.stream()
                .filter(trunk -> isContactOf(trunk, user))
                .findFirst()
                .or(() -> fit.stream().filter(trunk -> !trunk.line().registers()).findFirst())
                .or(() -> fit.stream().findFirst());
    }

    private boolean comesFrom(Trunk trunk, Peer source) {
        String address = source.address();
        if (!trunk.sources().isEmpty()) {
            String withPort = new HostPort(address, source.port()).toString();
            return trunk.sources().contains(address) || trunk.sources().contains(withPort);
        }
        Kept link = kept.get(trunk.id());
        return trunk.line().registers()
                && link != null
                && link.link().way().leadsTo(address, source.asHop().isSecure());
    }

    /** Whether calls of that trunk come to a Contact with that user part. */
    public static boolean isContactOf(Trunk trunk, String user) {
        return trunk.line().registers() && trunk.id().equals(user);
    }

    // ---- what goes out

    /** Why calls over it are not to be tried; empty where they are. */
    public Optional<String> whyDown(String id) {
        return link(id).map(TrunkLink::health)
                .filter(health -> health.state() == TrunkState.DOWN)
                .map(TrunkLink.Health::why);
    }

    /** Its servers in the order in which they are to be tried; fails where there is nobody. */
    public CompletionStage<List<NextHop>> hops(String id) {
        return link(id).map(link -> link.way().hops())
                .orElseGet(
                        () ->
                                CompletableFuture.failedFuture(
                                        new IllegalStateException("no trunk " + id)));
    }

    /**
     * Where a trunk finds us.
     *
     * @param local our own address towards it
     */
    public HostPort ours(String id, NextHop hop, HostPort local) {
        return Optional.ofNullable(kept.get(id)).map(k -> k.link().ours(hop)).orElse(local);
    }

    /** A call may come before we are told that the directory has changed. */
    private Optional<TrunkLink> link(String id) {
        Optional<UserDirectory> users = rim.parts().directory();
        Optional<Trunk> trunk = users.map(d -> d.current().trunks().get(id));
        Kept known = kept.get(id);
        if (trunk.isPresent() && (known == null || !known.account().equals(account(trunk.get())))) {
            follow(users.get());
        }
        return Optional.ofNullable(kept.get(id)).map(Kept::link);
    }

    /** URIs of the routes that its requests take besides. */
    public static List<String> routes(Trunk trunk, NextHop hop) {
        return TrunkRequests.routes(trunk, hop);
    }

    /** H(A1) for a challenge that a call over it meets; empty for the realm of a stranger. */
    public Optional<String> ha1(String id, DigestAlgorithm algorithm, String realm) {
        return link(id).flatMap(link -> link.ha1(algorithm, realm));
    }

    /**
     * All of the directory, in its order.
     *
     * @param calls that are up over the trunk of that id
     */
    public List<TrunkStatus> statuses(Directory directory, ToIntFunction<String> calls) {
        return directory.trunks().values().stream()
                .map(trunk -> status(trunk, calls.applyAsInt(trunk.id())))
                .toList();
    }

    private TrunkStatus status(Trunk trunk, int calls) {
        String id = trunk.id();
        int maxCalls = trunk.terms().limits().maxCalls();
        Kept link = kept.get(id);
        if (link == null) {
            return new TrunkStatus(
                    id, TrunkState.UNKNOWN, "", Optional.empty(), "", calls, maxCalls);
        }
        TrunkLink.Health health = link.link().health();
        long left = health.until() - rim.nanos().getAsLong();
        Optional<Instant> until =
                health.until() == Timing.NEVER
                        ? Optional.empty()
                        : Optional.of(clock.instant().plusNanos(left));
        String address =
                link.link()
                        .way()
                        .good()
                        .map(h -> h.transport() + ":" + new HostPort(h.address(), h.port()))
                        .orElse("");
        return new TrunkStatus(
                id, health.state(), address, until, health.lastFailure(), calls, maxCalls);
    }

    // ---- the end

    /** Takes every registration back; nothing new begins. */
    public synchronized void leaveAll() {
        closing = true;
        List.copyOf(kept.keySet()).forEach(id -> leave(id, () -> {}));
    }

    /** Whether every trunk knows that we are gone. */
    public boolean isQuiet() {
        return leaving.isEmpty();
    }
}
