package org.patchbay.sip.internal.edge;

import gov.nist.core.NameValue;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.HopImpl;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.ListIterator;
import java.util.Properties;
import java.util.UUID;
import javax.sip.PeerUnavailableException;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.patchbay.sip.internal.message.NextHop;

/** The stack with our own processors for streams and our own way to find the next hop. */
final class PatchbayStack extends SipStackImpl {
    private static final String COOKIE = "z9hG4bK";

    /** How the stack marks the transaction of a CANCEL, which has the branch of its INVITE. */
    private static final String CANCEL = ":cancel";

    PatchbayStack(Properties properties, Shared shared, Listening listening, Heading heading)
            throws PeerUnavailableException {
        super(properties);
        setMessageProcessorFactory(
                new FlowProcessorFactory(shared, listening.tls(), listening.ws(), heading));
        setRouter(new GivenHop());
    }

    /**
     * A request of RFC 2543, whose branch names nothing, gets one that does, made of what names it
     * there (§17.2.3); its ACK and CANCEL get the same. The stack's own way compares it with every
     * transaction that there is, and fails on those whose request it has let go.
     */
    @Override
    public ServerRequestInterface newSIPServerRequest(SIPRequest request, MessageChannel channel) {
        Via via = request.getTopmostVia();
        String branch = via.getBranch();
        if (branch == null || !branch.regionMatches(true, 0, COOKIE, 0, COOKIE.length())) {
            String name =
                    String.join(
                            " ",
                            request.getCallId().getCallId(),
                            Long.toString(request.getCSeq().getSeqNumber()),
                            request.getFromTag(),
                            via.getSentBy().toString(),
                            branch);
            UUID unique = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
            via.setParameter(new NameValue("branch", COOKIE + unique));
        }
        return super.newSIPServerRequest(request, channel);
    }

    /**
     * Of an answer to nothing, or to what is over, the stack would ask every transaction as well.
     */
    @Override
    public ServerResponseInterface newSIPServerResponse(
            SIPResponse response, MessageChannel channel) {
        return findTransaction(response.getTransactionId(), false) == null
                ? sipMessageFactory.newSIPServerResponse(response, channel)
                : super.newSIPServerResponse(response, channel);
    }

    /** By its name: the stack's own way asks every transaction whether it is meant. */
    @Override
    public SIPTransaction findCancelTransaction(SIPRequest cancel, boolean isServer) {
        String id = cancel.getTransactionId();
        return id.endsWith(CANCEL)
                ? findTransaction(id.substring(0, id.length() - CANCEL.length()), isServer)
                : super.findCancelTransaction(cancel, isServer);
    }

    /** Every request carries where it goes: dialogs and flows know it, URIs do not. */
    private static final class GivenHop implements Router {
        @Override
        public Hop getNextHop(Request request) {
            Object data = ((SIPMessage) request).getApplicationData();
            if (data instanceof NextHop) {
                NextHop hop = (NextHop) data;
                return new HopImpl(hop.address(), hop.port(), hop.transport());
            }
            return null;
        }

        @Override
        @Deprecated
        public ListIterator<Hop> getNextHops(Request request) {
            return Collections.emptyListIterator();
        }

        @Override
        public Hop getOutboundProxy() {
            return null;
        }
    }
}
