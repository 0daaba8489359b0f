package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sip.address.Address;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.RecordRouteHeader;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.ContactAddress;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.Peer;
import org.patchbay.sip.internal.message.SipHead;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;

/** Turns the stack's messages into our records. */
final class MessageReader {
    private static final List<String> MORE =
            List.of(
                    "Authorization",
                    "Proxy-Authorization",
                    "WWW-Authenticate",
                    "Proxy-Authenticate",
                    "Require",
                    "Supported",
                    "Session-Expires",
                    "Min-SE",
                    "Content-Disposition",
                    "RSeq",
                    "RAck",
                    "Path",
                    "Proxy-Require",
                    "Expires",
                    "Min-Expires",
                    "Reason",
                    "User-Agent",
                    "Retry-After",
                    "Content-Encoding",
                    "Accept",
                    "Allow",
                    "Refer-To",
                    "Refer-Sub",
                    "Replaces",
                    "Event",
                    "P-Asserted-Identity",
                    "Privacy",
                    "Remote-Party-ID",
                    "Session-ID");

    /** More contacts or routes than anybody sensible sends. */
    private static final int MOST_VALUES = 32;

    private MessageReader() {}

    static SipRequest request(SIPRequest request) {
        int maxForwards =
                request.getMaxForwards() == null ? -1 : request.getMaxForwards().getMaxForwards();
        return new SipRequest(
                head(request), request.getRequestURI().toString(), maxForwards, broken(request));
    }

    static SipResponse response(SIPResponse response) {
        String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase();
        return new SipResponse(
                head(response), response.getStatusCode(), reason, seenAt(response.getTopmostVia()));
    }

    /** Some say only the port: then the address that we gave was right. */
    private static Optional<HostPort> seenAt(Via via) {
        String received = via.getReceived();
        int port = port(via.getParameter("rport"));
        if (received == null && port == 0) {
            return Optional.empty();
        }
        String host = received == null ? via.getHost() : received;
        return Optional.of(new HostPort(host.replaceAll("[\\[\\]]", ""), port));
    }

    /** 0 where it is none. */
    private static int port(String text) {
        boolean fits = text != null && text.matches("[1-9][0-9]{0,4}");
        int port = fits ? Integer.parseInt(text) : 0;
        return port < 65536 ? port : 0;
    }

    private static SipHead head(SIPMessage m) {
        return new SipHead(
                m.getCSeq().getMethod(),
                m.getCallId().getCallId(),
                nameAddr(m.getFromHeader().getAddress(), m.getFromTag()),
                nameAddr(m.getToHeader().getAddress(), m.getToTag()),
                m.getCSeq().getSeqNumber(),
                branch(m.getTopmostVia()),
                recordRoutes(m),
                contacts(m),
                more(m),
                body(m),
                peer(m));
    }

    private static NameAddr nameAddr(Address address, String tag) {
        String display = address.getDisplayName() == null ? "" : address.getDisplayName();
        return new NameAddr(display, address.getURI().toString(), tag == null ? "" : tag);
    }

    static String branch(Via via) {
        String branch = via.getBranch() == null ? "" : via.getBranch().toLowerCase(Locale.ROOT);
        return branch + "@" + via.getSentBy();
    }

    private static List<String> recordRoutes(SIPMessage m) {
        List<String> routes = new ArrayList<>();
        ListIterator<SIPHeader> all = m.getHeaders(RecordRouteHeader.NAME);
        while (all.hasNext() && routes.size() < MOST_VALUES) {
            Object header = all.next();
            if (header instanceof RecordRouteHeader) {
                routes.add(((RecordRouteHeader) header).getAddress().toString());
            }
        }
        return routes;
    }

    private static List<ContactAddress> contacts(SIPMessage m) {
        List<ContactAddress> contacts = new ArrayList<>();
        ListIterator<SIPHeader> all = m.getHeaders(ContactHeader.NAME);
        while (all.hasNext() && contacts.size() < MOST_VALUES) {
            Object header = all.next();
            if (header instanceof ContactHeader) {
                contacts.add(contact((ContactHeader) header));
            }
        }
        return contacts;
    }

    private static ContactAddress contact(ContactHeader header) {
        if (header.getAddress().isWildcard()) {
            return new ContactAddress("*", OptionalInt.empty(), 1000);
        }
        String expires = header.getParameter("expires");
        float q = header.getQValue();
        return new ContactAddress(
                header.getAddress().getURI().toString(),
                seconds(expires),
                q < 0 ? 1000 : Math.min(1000, Math.round(q * 1000)));
    }

    /** A malformed one counts as 3600, as RFC 3261 §20.10 wants. */
    private static OptionalInt seconds(String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Long.parseLong(text)));
        } catch (NumberFormatException e) {
            return OptionalInt.of(3600);
        }
    }

    private static Map<String, List<String>> more(SIPMessage m) {
        Map<String, List<String>> more = new HashMap<>();
        for (String name : MORE) {
            ListIterator<SIPHeader> all = m.getHeaders(name);
            List<String> values = new ArrayList<>();
            while (all.hasNext() && values.size() < MOST_VALUES) {
                Object header = all.next();
                if (header instanceof SIPHeader) {
                    values.add(((SIPHeader) header).getHeaderValue());
                }
            }
            if (!values.isEmpty()) {
                more.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
            }
        }
        return more;
    }

    private static Optional<Body> body(SIPMessage m) {
        byte[] content = m.getRawContent();
        if (content == null || content.length == 0) {
            return Optional.empty();
        }
        ContentTypeHeader type = m.getContentTypeHeader();
        String name =
                type == null
                        ? "application/octet-stream"
                        : type.getContentType() + "/" + type.getContentSubType();
        return Optional.of(new Body(name, new String(content, StandardCharsets.UTF_8)));
    }

    static Peer peer(SIPMessage m) {
        Object channel = m instanceof SIPRequest ? ((SIPRequest) m).getMessageChannel() : null;
        String connection = channel instanceof FlowChannel ? ((FlowChannel) channel).id() : "";
        String transport = m.getTopmostVia().getTransport();
        if (channel instanceof MessageChannel) {
            transport = ((MessageChannel) channel).getTransport();
        }
        String address =
                m.getPeerPacketSourceAddress() == null
                        ? ""
                        : m.getPeerPacketSourceAddress().getHostAddress();
        return new Peer(
                transport.toLowerCase(Locale.ROOT),
                address,
                m.getPeerPacketSourcePort(),
                connection);
    }

    private static List<String> broken(SIPMessage m) {
        List<String> names = new ArrayList<>();
        Iterator<String> lines = m.getUnrecognizedHeaders();
        while (lines.hasNext() && names.size() < MOST_VALUES) {
            String line = lines.next();
            int colon = line.indexOf(':');
            if (colon > 0 && colon < 40) {
                names.add(line.substring(0, colon).trim().toLowerCase(Locale.ROOT));
            }
        }
        if (m.getContactHeader() != null && isBareWithHeaders(m.getContactHeader())) {
            names.add("contact");
        }
        return names;
    }

    /**
     * RFC 3261 §20.10: a URI with a question mark stands in brackets, or nobody knows whose it is.
     */
    private static boolean isBareWithHeaders(ContactHeader contact) {
        return contact.getAddress() instanceof AddressImpl address
                && address.getAddressType() == AddressImpl.ADDRESS_SPEC
                && address.getURI().toString().indexOf('?') >= 0;
    }
}
