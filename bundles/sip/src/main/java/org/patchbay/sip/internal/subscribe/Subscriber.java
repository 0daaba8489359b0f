package org.patchbay.sip.internal.subscribe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.leg.Contacts;
import org.patchbay.sip.internal.leg.WayBack;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.queue.Alarms.Alarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One who subscribed: the dialog that its NOTIFYs go by. On the queue of its Call-ID. */
final class Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private final SubscribeRim rim;
    private final Order order;
    private final Consumer<Subscriber> onClosed;
    private final long began;
    private Dialog dialog;
    private NextHop flow;
    private Subscription subscription;
    private Directory directory;
    private Alarm alarm = () -> {};

    /** Names of what it is told of; any thread may ask. */
    private volatile Set<String> parts;

    private volatile String connection;

    /**
     * What was ordered, and by whom.
     *
     * @param resource user part of the request URI
     */
    record Order(String device, EventPackage events, EventName event, String resource) {
        /** Whether a phone that has forgotten the one would ask for the other. */
        boolean repeats(Order other) {
            return device.equals(other.device)
                    && events == other.events
                    && resource.equals(other.resource);
        }
    }

    /**
     * @param parts what the resource consists of
     * @param onClosed is told once, when there is nothing more to say
     */
    Subscriber(
            SubscribeRim rim,
            Order order,
            SipRequest subscribe,
            Directory directory,
            Set<String> parts,
            Consumer<Subscriber> onClosed) {
        this.rim = rim;
        this.order = order;
        this.directory = directory;
        this.parts = parts;
        this.onClosed = onClosed;
        dialog = Dialog.ofUas(subscribe, rim.tokens().tag());
        flow = subscribe.peer().asHop();
        connection = flow.connection();
        began = rim.nanos().getAsLong();
        subscription = Subscription.begin(began);
    }

    Order order() {
        return order;
    }

    Set<String> parts() {
        return parts;
    }

    /** Nanoseconds. */
    long began() {
        return began;
    }

    String connection() {
        return connection;
    }

    String callId() {
        return dialog.callId();
    }

    /** Whether that request is of its dialog. */
    boolean owns(SipRequest request) {
        return dialog.owns(request);
    }

    boolean isOurs(String callId, String localTag) {
        return dialog.callId().equals(callId) && dialog.local().tag().equals(localTag);
    }

    /** The SUBSCRIBE that it was made of is accepted. */
    void accept(Responder responder, int seconds) {
        answer(responder, seconds);
        take(new Subscription.Input.Subscribed(seconds));
    }

    /** Another SUBSCRIBE of its dialog. */
    void renew(SipRequest request, Responder responder, int seconds) {
        if (!subscription.isActive()) {
            responder.respond(Reply.of(481));
        } else if (!dialog.isInOrder(request)) {
            responder.respond(Reply.of(500).reason("Request out of order")); // RFC 3261 §12.2.2
        } else {
            dialog = dialog.withRemoteCseq(request.cseq());
            request.head().target().ifPresent(uri -> dialog = dialog.withTarget(uri));
            flow = request.peer().asHop();
            connection = flow.connection();
            accept(responder, seconds);
        }
    }

    private void answer(Responder responder, int seconds) {
        responder.respond(
                Reply.of(200)
                        .tag(dialog.local().tag())
                        .contact(Contacts.uri(local(), flow))
                        .header("Expires", Integer.toString(seconds)));
    }

    private HostPort local() {
        return rim.local().apply(flow);
    }

    void changed() {
        take(new Subscription.Input.Changed());
    }

    void end(Subscription.End why) {
        take(new Subscription.Input.Ended(why));
    }

    /** Forgets it without a word: its phone has. */
    void drop() {
        take(new Subscription.Input.Forgotten());
    }

    /** The directory changed: it may consist of others now, or be gone. */
    void follow(Directory changed, BiConsumer<Subscriber, Set<String>> onParts) {
        directory = changed;
        Optional<Set<String>> now = order.events().parts(order.resource(), changed);
        Optional<Device> device = Optional.ofNullable(changed.devices().get(order.device()));
        if (!subscription.isActive()) {
            return;
        }
        if (now.isEmpty()) {
            end(Subscription.End.NO_RESOURCE);
        } else if (device.isEmpty()
                || !order.events().permits(device.get(), order.resource(), changed)) {
            end(Subscription.End.REJECTED);
        } else if (!now.get().equals(parts)) {
            Set<String> before = parts;
            parts = now.get();
            onParts.accept(this, before);
            changed();
        }
    }

    void response(SipResponse response) {
        if (response.head().cseq() == dialog.localCseq() && !response.isProvisional()) {
            OptionalInt again = Seconds.of(response.head().header("Retry-After").orElse(""));
            take(new Subscription.Input.Answered(response.status(), again));
        }
    }

    void failed(TransactionFailure failure) {
        if (failure.cseq() == dialog.localCseq()) {
            take(new Subscription.Input.Unanswered());
        }
    }

    private void take(Subscription.Input input) {
        Subscription.Step step = subscription.next(input, rim.nanos().getAsLong());
        boolean closes = step.state().closed() && !subscription.closed();
        subscription = step.state();
        boolean sent = step.send().map(this::send).orElse(true);
        alarm.cancel();
        alarm = () -> {};
        if (closes) {
            onClosed.accept(this);
        } else if (subscription.deadline() != Timing.NEVER) {
            long wait = Math.max(0, subscription.deadline() - rim.nanos().getAsLong());
            alarm = rim.queues().later(callId(), Duration.ofNanos(wait), this::tick);
        }
        if (!sent) {
            take(new Subscription.Input.Unanswered());
        }
    }

    private void tick() {
        take(new Subscription.Input.Tick());
    }

    /** False where it could not even be written. */
    private boolean send(Subscription.Notice notice) {
        try {
            transmit(notice);
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("a NOTIFY of {} could not be written", order.event(), e);
            return false;
        }
    }

    /** RFC 6665 §8.1.1: a NOTIFY has a Contact. */
    private void transmit(Subscription.Notice notice) {
        directory = rim.parts().directory().map(UserDirectory::current).orElse(directory);
        Body body = order.events().body(order.resource(), directory, notice.version());
        dialog = dialog.withNextCseq();
        Dialog.Path path = dialog.path();
        rim.transport()
                .send(
                        new OutRequest(
                                Methods.NOTIFY,
                                path.requestUri(),
                                dialog.callId(),
                                dialog.local(),
                                dialog.remote(),
                                dialog.localCseq(),
                                rim.tokens().branch(),
                                path.routes(),
                                Optional.of(Contacts.uri(local(), flow)),
                                local(),
                                WayBack.hop(dialog, flow),
                                List.of(
                                        new Header("Event", order.event().toString()),
                                        new Header("Subscription-State", notice.state())),
                                Optional.of(body)));
    }
}
