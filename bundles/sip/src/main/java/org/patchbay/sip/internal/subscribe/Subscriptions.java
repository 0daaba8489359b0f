package org.patchbay.sip.internal.subscribe;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.call.api.MessageWaiting;
import org.patchbay.call.api.MessageWaiting.Messages;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.message.SipUriText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who subscribed to something (RFC 6665 §4.2). Any thread. */
public final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final SubscribeRim rim;
    private final SubscribeSettings settings;
    private final Map<String, EventPackage> packages;
    private final Map<String, List<Subscriber>> byCallId = new ConcurrentHashMap<>();
    private final Map<String, Set<Subscriber>> byPart = new ConcurrentHashMap<>();
    private final Map<String, Set<Subscriber>> byDevice = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closing;

    public Subscriptions(SubscribeRim rim, SubscribeSettings settings) {
        this.rim = rim;
        this.settings = settings;
        packages =
                Stream.of(
                                new DialogPackage(
                                        settings.watchLines(),
                                        whom ->
                                                rim.parts()
                                                        .lines()
                                                        .map(states -> states.lines(whom))
                                                        .orElse(List.of())),
                                new MessagePackage(this::messages))
                        .collect(Collectors.toMap(EventPackage::name, p -> p));
    }

    /** Whoever keeps them may be anybody's plugin: without its word there are none. */
    private Optional<Messages> messages(String user) {
        Optional<MessageWaiting> keeper = rim.parts().messages();
        try {
            return keeper.flatMap(k -> k.messages(user));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("{} does not say how many wait", keeper.get().getClass().getName(), e);
            return Optional.empty();
        }
    }

    // ---- what comes in, on the queue of its Call-ID

    /**
     * @param device whose secret the request proved to know
     */
    public void subscribe(
            SipRequest request, Responder responder, Device device, Directory directory) {
        Optional<EventName> event =
                request.head().header("Event").flatMap(EventName::parse).filter(this::isKnown);
        if (event.isEmpty()) {
            refuse(responder, Reply.of(489).header("Allow-Events", Methods.EVENTS));
            return;
        }
        EventPackage events = packages.get(event.get().name());
        Optional<Reply> refusal = refusal(request, events);
        if (refusal.isPresent()) {
            refuse(responder, refusal.get());
        } else if (request.hasToTag()) {
            renew(request, responder, device, event.get());
        } else {
            String resource = SipUriText.user(request.uri());
            begin(
                    request,
                    responder,
                    new Subscriber.Order(device.id(), events, event.get(), resource),
                    device,
                    directory);
        }
    }

    private boolean isKnown(EventName event) {
        return packages.containsKey(event.name());
    }

    private Optional<Reply> refusal(SipRequest request, EventPackage events) {
        if (request.head().headers("Accept").stream().anyMatch(a -> !a.isBlank())
                && request.head().headers("Accept").stream()
                        .noneMatch(accept -> covers(accept, events.mediaType()))) {
            return Optional.of(Reply.of(406).header("Accept", events.mediaType()));
        }
        if (request.head().target().isEmpty()) {
            return Optional.of(Reply.of(400).reason("A Contact is needed"));
        }
        int seconds = seconds(request);
        return seconds > 0 && seconds < settings.shortestS()
                ? Optional.of(
                        Reply.of(423).header("Min-Expires", Integer.toString(settings.shortestS())))
                : Optional.empty();
    }

    private static boolean covers(String accept, String type) {
        String any = type.substring(0, type.indexOf('/')) + "/*";
        return Stream.of(accept.toLowerCase(Locale.ROOT).split(","))
                .map(range -> range.split(";", 2)[0].strip())
                .anyMatch(range -> range.equals(type) || range.equals(any) || range.equals("*/*"));
    }

    /** 0 to end it. */
    private int seconds(SipRequest request) {
        int wanted =
                Seconds.of(request.head().header("Expires").orElse("")).orElse(settings.longestS());
        return Math.min(wanted, settings.longestS());
    }

    private void renew(SipRequest request, Responder responder, Device device, EventName event) {
        Optional<Subscriber> known =
                of(request.callId()).stream()
                        .filter(s -> s.owns(request))
                        .filter(s -> s.order().device().equals(device.id()))
                        .filter(s -> s.order().event().equals(event))
                        .findFirst();
        if (known.isPresent()) {
            known.get().renew(request, responder, seconds(request));
        } else {
            responder.respond(Reply.of(481));
        }
    }

    private void begin(
            SipRequest request,
            Responder responder,
            Subscriber.Order order,
            Device device,
            Directory directory) {
        Optional<Set<String>> parts = order.events().parts(order.resource(), directory);
        if (parts.isEmpty()) {
            refuse(responder, Reply.of(404));
        } else if (!order.events().permits(device, order.resource(), directory)) {
            refuse(responder, Reply.of(403));
        } else {
            Subscriber subscriber =
                    new Subscriber(rim, order, request, directory, parts.get(), this::forget);
            Optional<Reply> no = admit(subscriber);
            no.ifPresent(reply -> refuse(responder, reply));
            if (no.isEmpty()) {
                subscriber.accept(responder, seconds(request));
                cameBetween(subscriber, directory);
            }
        }
    }

    /** What was told to everybody while it was not yet one of them. */
    private void cameBetween(Subscriber subscriber, Directory directory) {
        rim.parts()
                .directory()
                .map(UserDirectory::current)
                .filter(now -> now != directory)
                .ifPresent(now -> subscriber.follow(now, this::index));
        if (closing) {
            subscriber.end(Subscription.End.PROBATION);
        }
    }

    /** Why it is not remembered; one at a time, so that no bound is overrun. */
    private synchronized Optional<Reply> admit(Subscriber subscriber) {
        if (closing || count.get() >= settings.most()) {
            return Optional.of(Reply.of(503).header("Retry-After", "60"));
        }
        if (!hasRoom(subscriber.order())) {
            return Optional.of(Reply.of(403).reason("Too many subscriptions"));
        }
        remember(subscriber);
        return Optional.empty();
    }

    /**
     * A phone that was switched off has left its subscriptions behind; where they are what fills
     * its share, the oldest of the same kind makes room.
     */
    private boolean hasRoom(Subscriber.Order order) {
        Set<Subscriber> mine = byDevice.getOrDefault(order.device(), Set.of());
        if (mine.size() < settings.mostOfDevice()) {
            return true;
        }
        Optional<Subscriber> old =
                mine.stream()
                        .filter(s -> s.order().repeats(order))
                        .min(Comparator.comparingLong(Subscriber::began));
        old.ifPresent(s -> remove(byDevice, order.device(), s));
        old.ifPresent(s -> rim.queues().post(s.callId(), s::drop));
        return old.isPresent();
    }

    private void refuse(Responder responder, Reply reply) {
        responder.respond(reply.tag(rim.tokens().tag()));
    }

    /** Whether it answers a NOTIFY of ours. */
    public boolean response(SipResponse response) {
        return find(response.callId(), response.head().from().tag(), s -> s.response(response));
    }

    public void failed(TransactionFailure failure) {
        find(failure.callId(), failure.fromTag(), s -> s.failed(failure));
    }

    private boolean find(String callId, String tag, Consumer<Subscriber> task) {
        Optional<Subscriber> subscriber =
                of(callId).stream().filter(s -> s.isOurs(callId, tag)).findFirst();
        subscriber.ifPresent(s -> rim.queues().post(callId, () -> task.accept(s)));
        return subscriber.isPresent();
    }

    // ---- what changes

    /** That user's messages, or those of anybody where empty. */
    public void mailboxChanged(Optional<String> user) {
        told(user.map(MessagePackage::part), "mailbox:");
    }

    /** That target's lines, or those of anybody where empty. */
    public void lineChanged(Optional<String> target) {
        told(target, "device:");
    }

    private void told(Optional<String> part, String kind) {
        Stream<Subscriber> whom =
                part.isPresent()
                        ? byPart.getOrDefault(part.get(), Set.of()).stream()
                        : byPart.entrySet().stream()
                                .filter(e -> e.getKey().startsWith(kind))
                                .flatMap(e -> e.getValue().stream())
                                .distinct();
        whom.forEach(s -> rim.queues().post(s.callId(), s::changed));
    }

    public void directoryChanged(Directory directory) {
        all().forEach(s -> rim.queues().post(s.callId(), () -> s.follow(directory, this::index)));
    }

    // ---- the table

    private void remember(Subscriber subscriber) {
        count.incrementAndGet();
        byCallId.compute(
                subscriber.callId(),
                (id, list) -> {
                    List<Subscriber> more = list == null ? new CopyOnWriteArrayList<>() : list;
                    more.add(subscriber);
                    return more;
                });
        add(byDevice, subscriber.order().device(), subscriber);
        index(subscriber, Set.of());
    }

    /** It consists of others now. On the queue of the subscriber. */
    private void index(Subscriber subscriber, Set<String> before) {
        before.forEach(part -> remove(byPart, part, subscriber));
        subscriber.parts().forEach(part -> add(byPart, part, subscriber));
    }

    private static void add(Map<String, Set<Subscriber>> map, String key, Subscriber subscriber) {
        map.compute(
                key,
                (k, set) -> {
                    Set<Subscriber> more = set == null ? ConcurrentHashMap.newKeySet() : set;
                    more.add(subscriber);
                    return more;
                });
    }

    private static void remove(
            Map<String, Set<Subscriber>> map, String key, Subscriber subscriber) {
        map.computeIfPresent(
                key,
                (k, set) -> {
                    set.remove(subscriber);
                    return set.isEmpty() ? null : set;
                });
    }

    private void forget(Subscriber subscriber) {
        byCallId.computeIfPresent(
                subscriber.callId(),
                (id, list) -> {
                    if (list.remove(subscriber)) {
                        count.decrementAndGet();
                    }
                    return list.isEmpty() ? null : list;
                });
        remove(byDevice, subscriber.order().device(), subscriber);
        subscriber.parts().forEach(part -> remove(byPart, part, subscriber));
    }

    private List<Subscriber> of(String callId) {
        return byCallId.getOrDefault(callId, List.of());
    }

    private List<Subscriber> all() {
        return byCallId.values().stream().flatMap(List::stream).toList();
    }

    public int count() {
        return count.get();
    }

    /** Ids of the connections that NOTIFYs go over. */
    public Set<String> connections() {
        return all().stream().map(Subscriber::connection).collect(Collectors.toSet());
    }

    /** Tells everybody that it is over; nothing new begins. */
    public void endAll() {
        closing = true;
        all().forEach(s -> rim.queues().post(s.callId(), () -> s.end(Subscription.End.PROBATION)));
    }

    /** Whether everybody has heard of the end. */
    public boolean isQuiet() {
        return count.get() == 0;
    }
}
