package org.patchbay.media.internal.relay;

import org.patchbay.media.internal.rtp.RtpPacket;

/** One side of a relay: a session that forwards its peer's packets to the other side. */
public interface RelayEnd {
    /**
     * Whether this side hears and is heard, and sends and receives the same coding as the other.
     */
    boolean fits(RelayEnd other);

    /** The coding that would be relayed, such as {@code opus/48000}; empty where none is. */
    String relayCoding();

    /**
     * Forwards what arrives to {@code other} from now on.
     *
     * @param keepWarm feeds the own playout as well, so that it can take over
     */
    void relayTo(RelayEnd other, boolean keepWarm);

    /** Back to the mix. */
    void endRelay();

    /**
     * The only other session in the mix, which gets the keys that its own peer cannot send to it
     * packet by packet; null where there is none or more than one.
     */
    void partner(RelayEnd other);

    /** Sends an audio packet of the other side's peer to this side's peer. */
    void forwardAudio(RtpPacket packet, long nowNanos);

    /** Sends a telephone-event packet; false where this side cannot and should regenerate it. */
    boolean forwardEvent(RtpPacket packet, int clockRateHz, long nowNanos);

    /** Plays a key, where the packet could not be forwarded. */
    void playKey(char key, int durationMs);

    /** How loud its peer is, measured now and then while relaying. */
    double heardDb();

    /** Every 20 ms while relaying: what has no packet of its own to hang on. */
    void relayTick(long tick, long nowNanos);
}
