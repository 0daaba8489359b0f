package org.patchbay.sip.internal.edge;

import java.util.Properties;
import org.patchbay.sip.internal.guard.GuardedNetworkLayer;
import org.patchbay.sip.internal.guard.GuardedParser;
import org.patchbay.sip.internal.guard.NullServerLogger;
import org.patchbay.sip.internal.guard.NullStackLogger;

/** The properties that the stack runs with. */
final class StackSettings {
    /** Largest datagram, and largest message on a stream, in bytes. */
    static final int MAX_MESSAGE_BYTES = 8192;

    /** Largest message over WebSocket: a browser describes all that it can, and how to reach it. */
    static final int MAX_WEBSOCKET_BYTES = 32_768;

    private StackSettings() {}

    static Properties properties(String stackName) {
        Properties p = new Properties();
        p.setProperty("javax.sip.STACK_NAME", stackName);
        p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        p.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        p.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        // our own processor makes the one that reads datagrams
        p.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "0");
        p.setProperty("gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", "4194304");
        // datagrams and streams are cut by ours before
        p.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", Integer.toString(MAX_WEBSOCKET_BYTES));
        // a connect that blocked would hold up the calls that share the queue
        p.setProperty("gov.nist.javax.sip.NIO_BLOCKING_MODE", "NONBLOCKING");
        p.setProperty(
                "gov.nist.javax.sip.MESSAGE_PROCESSOR_FACTORY",
                "gov.nist.javax.sip.stack.NioMessageProcessorFactory");
        // a transaction stays for 32 s after its call: its messages need not
        p.setProperty("gov.nist.javax.sip.RELEASE_REFERENCES_STRATEGY", "Aggressive");
        // a NOTIFY that nobody asked for is ours to refuse
        p.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        p.setProperty(
                "gov.nist.javax.sip.MESSAGE_PARSER_FACTORY", GuardedParser.Factory.class.getName());
        p.setProperty("gov.nist.javax.sip.NETWORK_LAYER", GuardedNetworkLayer.class.getName());
        p.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", StackAlarms.class.getName());
        p.setProperty("gov.nist.javax.sip.STACK_LOGGER", NullStackLogger.class.getName());
        p.setProperty("gov.nist.javax.sip.SERVER_LOGGER", NullServerLogger.class.getName());
        return p;
    }
}
