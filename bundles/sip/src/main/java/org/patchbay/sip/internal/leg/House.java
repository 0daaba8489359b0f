package org.patchbay.sip.internal.leg;

import java.util.function.LongSupplier;
import org.patchbay.sip.internal.dialog.Tokens;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.SipTransport;
import org.patchbay.sip.internal.parts.Parts;
import org.patchbay.sip.internal.queue.CallQueues;
import org.patchbay.sip.internal.trunk.Trunks;

/**
 * What every leg needs.
 *
 * @param nanos a monotonic clock
 */
public record House(
        SipTransport transport,
        CallQueues queues,
        Parts parts,
        Tokens tokens,
        LocalAddress local,
        SrtpRule srtp,
        LegTable legs,
        Trunks trunks,
        LongSupplier nanos) {
    /**
     * Our address as whoever a leg talks to finds us: a trunk may be outside.
     *
     * @param target of the leg
     */
    HostPort ours(String target, NextHop hop) {
        HostPort inside = local.towards(hop);
        return LegName.trunk(target).map(id -> trunks.ours(id, hop, inside)).orElse(inside);
    }
}
