package org.patchbay.sip.internal.leg;

import java.util.function.LongSupplier;
import org.patchbay.sip.internal.dialog.Tokens;
import org.patchbay.sip.internal.message.SipTransport;
import org.patchbay.sip.internal.parts.Parts;
import org.patchbay.sip.internal.queue.CallQueues;
import org.patchbay.sip.internal.trunk.Trunks;

/**
 * What every leg needs.
 *
 * @param rules how patient legs are
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
        DialogRules rules,
        LongSupplier nanos) {}
