package org.patchbay.sip.internal.subscribe;

import java.util.function.Function;
import java.util.function.LongSupplier;
import org.patchbay.sip.internal.dialog.Tokens;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.SipTransport;
import org.patchbay.sip.internal.parts.Parts;
import org.patchbay.sip.internal.queue.CallQueues;

/**
 * What subscriptions need of the world.
 *
 * @param local our address as whoever is there sees it
 * @param nanos a monotonic clock
 */
public record SubscribeRim(
        SipTransport transport,
        CallQueues queues,
        Parts parts,
        Tokens tokens,
        Function<NextHop, HostPort> local,
        LongSupplier nanos) {}
