package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.Reply;

/** Turns our records into the stack's messages. */
final class MessageWriter {
    private static final String PRODUCT = "Patchbay";
    private static final String HOPS = "Max-Forwards";
    private static final int MAX_FORWARDS = 70;
    private static final Header SUPPORTED = new Header("Supported", Methods.SUPPORTED);
    private static final Header ALLOW = new Header("Allow", Methods.ALLOWED);

    private final AddressFactoryImpl addresses = new AddressFactoryImpl();
    private final HeaderFactoryImpl headers = new HeaderFactoryImpl();
    private final MessageFactoryImpl messages = new MessageFactoryImpl();

    // Parsed once: a message only refers to its headers.
    private final SIPHeader userAgent = parsed(new Header("User-Agent", PRODUCT));
    private final SIPHeader server = parsed(new Header("Server", PRODUCT));
    private final SIPHeader allowed = parsed(ALLOW);
    private final SIPHeader supported = parsed(SUPPORTED);

    SIPRequest request(OutRequest out) throws ParseException, InvalidArgumentException {
        String transport = out.hop().transport().toUpperCase(Locale.ROOT);
        ViaHeader via =
                headers.createViaHeader(
                        out.local().uriHost(), out.local().port(), transport, out.branch());
        via.setRPort();
        SIPRequest request =
                (SIPRequest)
                        messages.createRequest(
                                addresses.createURI(out.uri()),
                                out.method(),
                                headers.createCallIdHeader(out.callId()),
                                headers.createCSeqHeader(out.cseq(), out.method()),
                                headers.createFromHeader(address(out.from()), tag(out.from())),
                                headers.createToHeader(address(out.to()), tag(out.to())),
                                List.of(via),
                                headers.createMaxForwardsHeader(maxForwards(out)));
        for (String route : out.routes()) {
            request.addHeader(headers.createRouteHeader(addresses.createAddress(route)));
        }
        if (out.contact().isPresent()) {
            contact(request, out.contact().get());
        }
        request.addHeader(userAgent);
        List<Header> others = new ArrayList<>(out.headers());
        others.removeAll(out.headers(HOPS));
        more(request, others);
        if (out.body().isPresent()) {
            body(request, out.body().get());
        }
        request.setApplicationData(out.hop());
        return request;
    }

    private static int maxForwards(OutRequest out) {
        List<Header> own = out.headers(HOPS);
        return own.isEmpty() ? MAX_FORWARDS : Integer.parseInt(own.get(0).value());
    }

    SIPResponse response(SIPRequest request, Reply reply) throws ParseException {
        SIPResponse response =
                request.createResponse(
                        reply.status(), reply.reason().isEmpty() ? null : reply.reason());
        if (!reply.toTag().isEmpty() && response.getToTag() == null) {
            response.setToTag(reply.toTag());
        }
        if (reply.contact().isPresent()) {
            contact(response, reply.contact().get());
        }
        response.addHeader(server);
        more(response, reply.headers());
        if (reply.body().isPresent()) {
            body(response, reply.body().get());
        }
        return response;
    }

    void more(Message message, List<Header> more) throws ParseException {
        for (Header header : more) {
            SIPHeader parsed =
                    header.equals(ALLOW)
                            ? allowed
                            : header.equals(SUPPORTED) ? supported : read(header);
            if (parsed instanceof SIPHeaderList) {
                // one line such as Allow is several headers to the stack
                for (Object one : (SIPHeaderList<?>) parsed) {
                    message.addHeader((SIPHeader) one);
                }
            } else {
                message.addHeader(parsed);
            }
        }
    }

    private static SIPHeader read(Header header) throws ParseException {
        return StringMsgParser.parseSIPHeader(header.name() + ": " + header.value());
    }

    private static SIPHeader parsed(Header constant) {
        try {
            return read(constant);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void contact(Message message, String uri) throws ParseException {
        message.addHeader(headers.createContactHeader(addresses.createAddress("<" + uri + ">")));
    }

    private void body(Message message, Body body) throws ParseException {
        String[] type = body.type().split("/", 2);
        ContentTypeHeader header = headers.createContentTypeHeader(type[0], type[1]);
        message.setContent(body.text().getBytes(StandardCharsets.UTF_8), header);
    }

    private Address address(NameAddr party) throws ParseException {
        Address address = addresses.createAddress(addresses.createURI(party.uri()));
        if (!party.display().isEmpty()) {
            address.setDisplayName(clean(party.display()));
        }
        return address;
    }

    /** What cannot stand in a quoted string is left out. */
    private static String clean(String display) {
        StringBuilder out = new StringBuilder(display.length());
        display.chars()
                .filter(c -> c >= ' ' && c != '"' && c != '\\' && c != 127)
                .forEach(c -> out.append((char) c));
        return out.toString();
    }

    private static String tag(NameAddr party) {
        return party.tag().isEmpty() ? null : party.tag();
    }
}
