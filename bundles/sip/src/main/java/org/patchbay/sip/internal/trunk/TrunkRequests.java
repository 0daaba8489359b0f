package org.patchbay.sip.internal.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.patchbay.directory.api.Trunk;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.ContactAddress;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.message.SipUriText;

/** What we say to one trunk outside of calls. On the queue of the trunk. */
final class TrunkRequests {
    private final TrunkRim rim;
    private final Trunk trunk;
    private final Function<NextHop, HostPort> ours;
    private final String tag;
    private long cseq;

    /** Of the REGISTER that went out last, and of the one that was accepted last. */
    private String sentContact = "";

    private String registeredContact = "";

    /**
     * @param ours where whoever is there finds us
     */
    TrunkRequests(TrunkRim rim, Trunk trunk, Function<NextHop, HostPort> ours) {
        this.rim = rim;
        this.trunk = trunk;
        this.ours = ours;
        this.tag = rim.tokens().tag();
    }

    /** RFC 3261 §10.2. */
    Enquiry.Draft register(String callId, int expiresS) {
        return new Draft(
                Methods.REGISTER,
                callId,
                aor(),
                aor(),
                List.of(
                        new Header("Expires", Integer.toString(expiresS)),
                        new Header("Allow", Methods.ALLOWED)));
    }

    /** The REGISTER that went out last was accepted. */
    void accepted() {
        registeredContact = sentContact;
    }

    /** There are registrars that take one Contact and no more: the next goes without the old. */
    void refused() {
        registeredContact = "";
    }

    /** Whether we are not any more where we have registered. */
    boolean hasMoved(NextHop hop) {
        return !registeredContact.isEmpty() && !registeredContact.equals(contact(hop));
    }

    /** The place that we have left is taken back, lest calls be tried there (§10.2.2). */
    private List<Header> left(String contact) {
        return registeredContact.isEmpty() || registeredContact.equals(contact)
                ? List.of()
                : List.of(new Header("Contact", "<" + registeredContact + ">;expires=0"));
    }

    /** RFC 3261 §11.1. */
    Enquiry.Draft options(String callId) {
        String whom = "sip:" + uriHost(trunk.domain());
        String us = trunk.username().isEmpty() ? "sip:patchbay@" + uriHost(trunk.domain()) : aor();
        return new Draft(
                Methods.OPTIONS, callId, us, whom, List.of(new Header("Accept", Body.SDP)));
    }

    private String aor() {
        return "sip:" + SipUriText.escapeUser(trunk.username()) + "@" + uriHost(trunk.domain());
    }

    private static String uriHost(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** By its user part we know whose call it is that comes to it. */
    private String contact(NextHop hop) {
        HostPort local = ours.apply(hop);
        String transport = hop.transport().equals("udp") ? "" : ";transport=" + hop.transport();
        return "sip:" + SipUriText.escapeUser(trunk.id()) + "@" + local + transport;
    }

    /** RFC 3261 §8.1.2: a proxy that we were told of is a route. */
    static List<String> routes(Trunk trunk, NextHop hop) {
        if (trunk.line().proxy().isEmpty()) {
            return List.of();
        }
        String transport = hop.transport().equals("udp") ? "" : ";transport=" + hop.transport();
        HostPort at = new HostPort(hop.address(), hop.port());
        return List.of("<sip:" + at + ";lr" + transport + ">");
    }

    /**
     * What an accepted REGISTER says of our binding: its own parameter, else the header's (RFC 3261
     * §10.2.4). A registrar behind which our address is changed is known by the user part.
     */
    OptionalInt expiresS(SipResponse response) {
        Optional<ContactAddress> ours =
                response.head().contacts().stream()
                        .filter(c -> !c.isStar() && SipUriText.user(c.uri()).equals(trunk.id()))
                        .findFirst();
        if (ours.isPresent() && ours.get().expires().isPresent()) {
            return ours.get().expires();
        }
        return seconds(response, "Expires");
    }

    /** A number of seconds, with whatever stands behind it left out. */
    static OptionalInt seconds(SipResponse response, String header) {
        String digits =
                response.head().header(header).orElse("").strip().replaceAll("[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 9
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(digits));
    }

    private final class Draft implements Enquiry.Draft {
        private final String method;
        private final String callId;
        private final String from;
        private final String to;
        private final List<Header> headers;

        Draft(String method, String callId, String from, String to, List<Header> headers) {
            this.method = method;
            this.callId = callId;
            this.from = from;
            this.to = to;
            this.headers = headers;
        }

        @Override
        public OutRequest to(NextHop hop) {
            return request(hop);
        }

        /** Anew: a challenge may have told us where we are. */
        @Override
        public OutRequest again(OutRequest request) {
            return request(request.hop());
        }

        private OutRequest request(NextHop hop) {
            String contact = contact(hop);
            List<Header> all = new ArrayList<>(headers);
            if (method.equals(Methods.REGISTER)) {
                sentContact = contact;
                all.addAll(left(contact));
            }
            return new OutRequest(
                    method,
                    "sip:" + uriHost(trunk.domain()),
                    callId,
                    new NameAddr("", from, tag),
                    new NameAddr("", to, ""),
                    ++cseq,
                    rim.tokens().branch(),
                    routes(trunk, hop),
                    Optional.of(contact),
                    ours.apply(hop),
                    hop,
                    all,
                    Optional.empty());
        }
    }
}
