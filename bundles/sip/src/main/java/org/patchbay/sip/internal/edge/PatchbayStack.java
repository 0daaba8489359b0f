package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.HopImpl;
import java.util.Collections;
import java.util.ListIterator;
import java.util.Properties;
import javax.sip.PeerUnavailableException;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.patchbay.sip.internal.message.NextHop;

/** The stack with our own processors for streams and our own way to find the next hop. */
final class PatchbayStack extends SipStackImpl {
    PatchbayStack(Properties properties, Connections connections) throws PeerUnavailableException {
        super(properties);
        setMessageProcessorFactory(new FlowProcessorFactory(connections));
        setRouter(new GivenHop());
    }

    /** Every request carries where it goes: dialogs and flows know it, URIs do not. */
    private static final class GivenHop implements Router {
        @Override
        public Hop getNextHop(Request request) {
            Object data = ((gov.nist.javax.sip.message.SIPMessage) request).getApplicationData();
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
