package org.patchbay.sip.internal.register;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Flow;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.RegisterOutcome;
import org.patchbay.directory.api.RegisterRequest;
import org.patchbay.sip.internal.message.ContactAddress;
import org.patchbay.sip.internal.message.Peer;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.SipRequest;

/** Carries an authenticated REGISTER to the location service and words its answer (§10.3). */
public final class Registrations {
    private static final int LONGEST_AGENT = 128;

    private final InstantSource clock;
    private final FlowTimer flowTimer;

    public Registrations(InstantSource clock, FlowTimer flowTimer) {
        this.clock = clock;
        this.flowTimer = flowTimer;
    }

    /**
     * @param device whose secret the request proved to know
     */
    public Reply register(
            SipRequest request, String device, Directory directory, LocationService locations) {
        Peer peer = request.peer();
        RegisterRequest register =
                new RegisterRequest(
                        directory.aor(device),
                        contacts(request),
                        request.head().contacts().stream().anyMatch(ContactAddress::isStar),
                        expires(request),
                        request.callId(),
                        request.cseq(),
                        new Flow(peer.transport(), peer.address(), peer.port(), peer.connection()),
                        agent(request));
        RegisterOutcome outcome = locations.register(register);
        boolean reachedHere =
                outcome instanceof RegisterOutcome.Ok ok
                        && ok.bindings().stream()
                                .anyMatch(b -> b.flow().connection().equals(peer.connection()));
        return reachedHere ? flowTimer.in(reply(outcome), request) : reply(outcome);
    }

    private static List<RegisterRequest.Contact> contacts(SipRequest request) {
        List<RegisterRequest.Contact> contacts = new ArrayList<>();
        for (ContactAddress contact : request.head().contacts()) {
            if (!contact.isStar()) {
                contacts.add(
                        new RegisterRequest.Contact(contact.uri(), contact.expires(), contact.q()));
            }
        }
        return contacts;
    }

    private static OptionalInt expires(SipRequest request) {
        Optional<String> value = request.head().header("Expires");
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            long seconds = Long.parseLong(value.get().trim());
            return OptionalInt.of((int) Math.max(0, Math.min(Integer.MAX_VALUE, seconds)));
        } catch (NumberFormatException e) {
            return OptionalInt.of(3600); // §20.19
        }
    }

    private static String agent(SipRequest request) {
        String agent = request.head().header("User-Agent").orElse("");
        return agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
    }

    private Reply reply(RegisterOutcome outcome) {
        if (outcome instanceof RegisterOutcome.Ok) {
            return ok((RegisterOutcome.Ok) outcome);
        }
        if (outcome instanceof RegisterOutcome.TooBrief) {
            int least = ((RegisterOutcome.TooBrief) outcome).minExpiresS();
            return Reply.of(423).header("Min-Expires", Integer.toString(least));
        }
        if (outcome instanceof RegisterOutcome.Invalid) {
            return Reply.of(400).reason(((RegisterOutcome.Invalid) outcome).reason());
        }
        if (outcome instanceof RegisterOutcome.OutOfOrder) {
            return Reply.of(500).reason("Request out of order");
        }
        throw new IllegalArgumentException("outcome " + outcome);
    }

    private Reply ok(RegisterOutcome.Ok outcome) {
        Reply reply = Reply.of(200);
        Instant now = clock.instant();
        for (Binding binding : outcome.bindings()) {
            long left =
                    Math.max(
                            0,
                            Duration.between(now, binding.expires()).plusMillis(999).toSeconds());
            String q = binding.q() == 1000 ? "" : ";q=0." + String.format("%03d", binding.q());
            reply = reply.header("Contact", "<" + binding.contact() + ">;expires=" + left + q);
        }
        return reply;
    }
}
