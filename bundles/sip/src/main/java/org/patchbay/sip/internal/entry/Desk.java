package org.patchbay.sip.internal.entry;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.LegId;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.sip.internal.auth.DigestServer;
import org.patchbay.sip.internal.leg.CallLegs;
import org.patchbay.sip.internal.leg.IncomingLeg;
import org.patchbay.sip.internal.leg.SipLeg;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Inbox;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.Peer;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.message.SipUriText;
import org.patchbay.sip.internal.parts.Parts;
import org.patchbay.sip.internal.queue.CallQueues;
import org.patchbay.sip.internal.register.Registrations;
import org.patchbay.sip.internal.stats.SipCounters;
import org.patchbay.sip.internal.subscribe.Subscriptions;
import org.patchbay.sip.internal.trunk.Trunks;

/**
 * Takes what the stack brings, puts it on the queue of its Call-ID and gives it to whom it belongs
 * (RFC 3261 §8.2).
 */
public final class Desk implements Inbox {
    private static final String UNAVAILABLE_S = "2";

    /** Headers that must be read to do what a request asks. */
    private static final Set<String> NEEDED =
            Set.of("contact", "m", "max-forwards", "expires", "record-route", "require");

    private final CallQueues queues;
    private final Parts parts;
    private final CallLegs legs;
    private final Callers callers;
    private final Gate gate;
    private final Registrations registrations;
    private final SipCounters counters;
    private final Admission admission;
    private final Trunks trunks;
    private final Subscriptions subscriptions;
    private volatile boolean closing;

    public Desk(
            CallQueues queues,
            Parts parts,
            CallLegs legs,
            DigestServer digest,
            Registrations registrations,
            SipCounters counters,
            Admission admission,
            Trunks trunks,
            Subscriptions subscriptions) {
        this.queues = queues;
        this.parts = parts;
        this.legs = legs;
        this.callers = new Callers(legs);
        this.gate = new Gate(digest, trunks);
        this.trunks = trunks;
        this.subscriptions = subscriptions;
        this.registrations = registrations;
        this.counters = counters;
        this.admission = admission;
    }

    /** From now on every new call is refused. */
    public void closing() {
        closing = true;
    }

    @Override
    public boolean takesCall() {
        return admission.takesCall();
    }

    @Override
    public boolean takesRegistration() {
        return admission.takesRegistration();
    }

    @Override
    public int registerAgainAfterS() {
        return admission.registerAgainAfterS();
    }

    @Override
    public boolean trusts(Peer source) {
        return parts.directory().filter(d -> gate.trusts(d.current(), source)).isPresent();
    }

    @Override
    public void request(SipRequest request, Responder responder) {
        if (!queues.offer(request.callId(), () -> serveSafely(request, responder))) {
            counters.dropped();
        }
    }

    @Override
    public void response(SipResponse response) {
        if (trunks.response(response) || subscriptions.response(response)) {
            return;
        }
        boolean taken =
                queues.offer(
                        response.callId(),
                        () -> {
                            String tag = response.head().from().tag();
                            legs.asked(response.callId(), tag)
                                    .ifPresentOrElse(
                                            leg -> leg.onResponse(response), counters::dropped);
                        });
        if (!taken) {
            counters.dropped();
        }
    }

    @Override
    public void failed(TransactionFailure failure) {
        trunks.failed(failure);
        subscriptions.failed(failure);
        queues.post(
                failure.callId(),
                () ->
                        legs.asked(failure.callId(), failure.fromTag())
                                .ifPresent(leg -> leg.onFailure(failure)));
    }

    @Override
    public void closed(String connection) {
        queues.post(
                connection, () -> parts.locations().ifPresent(l -> l.connectionLost(connection)));
    }

    /** Whatever fails here, the far side gets an answer. */
    private void serveSafely(SipRequest request, Responder responder) {
        try {
            serve(request, responder);
        } catch (RuntimeException | Error e) {
            // a service that was just replaced, most likely: the next try meets the new one
            responder.respond(unavailable().tag(legs.newTag()));
            throw e;
        }
    }

    private void serve(SipRequest request, Responder responder) {
        Optional<Reply> refusal = request.is(Methods.ACK) ? Optional.empty() : refusal(request);
        if (refusal.isPresent()) {
            responder.respond(refusal.get().tag(legs.newTag()));
        } else if (request.is(Methods.CANCEL)) {
            cancel(request, responder);
        } else if (request.is(Methods.SUBSCRIBE) && legs.owner(request).isEmpty()) {
            subscribe(request, responder); // a dialog of its own (RFC 6665 §4.5.1), or 405
        } else if (request.hasToTag()) {
            inDialog(request, responder);
        } else {
            outside(request, responder);
        }
    }

    /** What is wrong with a request whatever its method (§8.2.1 to §8.2.3, §16.3). */
    private static Optional<Reply> refusal(SipRequest request) {
        if (request.broken().stream().anyMatch(NEEDED::contains)) {
            return Optional.of(Reply.of(400).reason("Unreadable header"));
        }
        if (request.maxForwards() == 0) {
            return Optional.of(Reply.of(483));
        }
        if (request.is(Methods.CANCEL)) {
            return Optional.empty();
        }
        boolean toBeSecret = SipUriText.isSips(request.uri());
        if (!SipUriText.isSipOrTel(request.uri())
                || toBeSecret && !request.peer().asHop().isSecure()) {
            // §26.2.2: a sips URI means TLS all the way, and this was not
            return Optional.of(Reply.of(416).reason("Unsupported URI Scheme"));
        }
        Set<String> unknown = new HashSet<>();
        request.head().headers("Require").forEach(v -> unknown.addAll(options(v)));
        unknown.removeAll(Methods.OPTIONS_KNOWN);
        if (!unknown.isEmpty()) {
            return Optional.of(Reply.of(420).header("Unsupported", String.join(", ", unknown)));
        }
        if (request.head().header("Content-Encoding").isPresent()) {
            return Optional.of(Reply.of(415).header("Accept-Encoding", "identity"));
        }
        return Accepted.takesSdp(request)
                ? Optional.empty()
                : Optional.of(Reply.of(406).header("Accept", Body.SDP));
    }

    private static List<String> options(String value) {
        return List.of(value.trim().split("\\s*,\\s*"));
    }

    private void cancel(SipRequest request, Responder responder) {
        Optional<SipLeg> leg =
                legs.of(request.callId()).stream()
                        .filter(l -> l.isTransaction(request.head().branch()))
                        .findFirst();
        if (leg.isEmpty()) {
            responder.respond(Reply.of(481).tag(legs.newTag()));
        } else {
            leg.get().onCancel(request.head().branch(), responder);
        }
    }

    private void inDialog(SipRequest request, Responder responder) {
        Optional<SipLeg> leg = legs.owner(request);
        if (leg.isPresent()) {
            leg.get().onRequest(request, responder);
        } else if (!request.is(Methods.ACK)) {
            responder.respond(Reply.of(481));
        }
    }

    private void outside(SipRequest request, Responder responder) {
        switch (request.method()) {
            case Methods.INVITE:
                invite(request, responder);
                break;
            case Methods.REGISTER:
                responder.respond(register(request).tag(legs.newTag()));
                break;
            case Methods.OPTIONS:
                responder.respond(Methods.capabilities(Reply.of(200)).tag(legs.newTag()));
                break;
            case Methods.ACK:
                break;
            case Methods.REFER:
                responder.respond(Reply.of(403).reason("Only inside a call").tag(legs.newTag()));
                break;
            case Methods.BYE, Methods.UPDATE, Methods.INFO, Methods.PRACK:
                responder.respond(Reply.of(481).tag(legs.newTag()));
                break;
            default:
                responder.respond(Methods.notAllowed().tag(legs.newTag()));
        }
    }

    private Reply register(SipRequest request) {
        Optional<UserDirectory> users = parts.directory();
        Optional<LocationService> locations = parts.locations();
        if (users.isEmpty() || locations.isEmpty()) {
            return unavailable();
        }
        Gate.Pass pass = gate.register(request, users.get());
        if (pass instanceof Gate.Pass.Refused) {
            return ((Gate.Pass.Refused) pass).reply();
        }
        Device device = ((Gate.Pass.OfDevice) pass).device();
        return registrations.register(request, device.id(), users.get().current(), locations.get());
    }

    private void subscribe(SipRequest request, Responder responder) {
        Optional<UserDirectory> users = parts.directory();
        if (users.isEmpty()) {
            responder.respond(unavailable().tag(legs.newTag()));
            return;
        }
        Gate.Pass pass = gate.subscribe(request, users.get());
        if (pass instanceof Gate.Pass.OfDevice of) {
            subscriptions.subscribe(request, responder, of.device(), users.get().current());
        } else {
            responder.respond(((Gate.Pass.Refused) pass).reply().tag(legs.newTag()));
        }
    }

    private static Reply unavailable() {
        return Reply.of(503).header("Retry-After", UNAVAILABLE_S);
    }

    private void invite(SipRequest request, Responder responder) {
        if (legs.asked(request.callId(), request.head().from().tag()).isPresent()) {
            responder.respond(Reply.of(482).tag(legs.newTag())); // ours, sent back as it is
            return;
        }
        for (SipLeg leg : legs.of(request.callId())) {
            if (leg.isSameInvite(request)) {
                repeated(leg, request, responder);
                return;
            }
        }
        Optional<UserDirectory> users = parts.directory();
        Optional<CallEntry> entry = parts.callEntry();
        if (closing || users.isEmpty() || entry.isEmpty()) {
            responder.respond(unavailable().tag(legs.newTag()));
            return;
        }
        Gate.Pass pass = gate.invite(request, users.get());
        if (pass instanceof Gate.Pass.Refused) {
            responder.respond(((Gate.Pass.Refused) pass).reply().tag(legs.newTag()));
            return;
        }
        if (!responder.keepsState()) {
            counters.dropped(); // trusted since it came: it comes again, and to a transaction
            return;
        }
        Optional<Reply> unread = Bodies.refusal(request);
        if (unread.isPresent()) {
            responder.respond(unread.get().tag(legs.newTag()));
            return;
        }
        Directory directory = users.get().current();
        Optional<String> from =
                pass instanceof Gate.Pass.OfDevice calls
                        ? Optional.of(calls.device().id())
                        : Optional.empty();
        TakeOver place = TakeOver.of(request, from, directory, legs::named);
        if (place.refusal().isPresent()) {
            responder.respond(place.refusal().get().tag(legs.newTag()));
            return;
        }
        LegId leg = entry.get().newLegId();
        if (pass instanceof Gate.Pass.OfDevice calls) {
            IncomingLeg.Caller caller = callers.of(request, calls.device(), directory, place);
            Account account = Account.device(calls.device().id());
            legs.begin(leg, request, responder, caller, "", account);
            return;
        }
        Trunk trunk = ((Gate.Pass.OfTrunk) pass).trunk();
        Optional<IncomingLeg.Caller> caller = callers.of(request, trunk);
        if (caller.isEmpty()) {
            responder.respond(Reply.of(482).tag(legs.newTag()));
            return;
        }
        Account account = Account.trunk(trunk.id());
        legs.begin(leg, request, responder, caller.get(), trunk.username(), account);
    }

    /** The same INVITE by another way is a loop; by the same way it is a late retransmission. */
    private static void repeated(SipLeg leg, SipRequest request, Responder responder) {
        if (leg.isTransaction(request.head().branch()) && leg instanceof IncomingLeg) {
            ((IncomingLeg) leg).onRepeated();
        } else {
            responder.respond(Reply.of(482)); // §8.2.2.2
        }
    }
}
