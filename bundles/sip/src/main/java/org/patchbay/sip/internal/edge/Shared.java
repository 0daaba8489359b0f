package org.patchbay.sip.internal.edge;

import org.patchbay.sip.internal.trace.SipTape;

/** What all listeners of one stack have in common. */
record Shared(Connections connections, MessageFailures failures, SipTape tape) {}
