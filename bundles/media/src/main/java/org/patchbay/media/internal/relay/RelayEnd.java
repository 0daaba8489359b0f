package org.patchbay.media.internal.relay;

import org.patchbay.media.internal.rtp.RtpPacket;

/** One side of a relay: a session that forwards its peer's packets to the other side. */
public interface RelayEnd {
    /**
     * Whether this side hears and is heard, sends and receives the same coding as the other, its
     * peer sends packets of the length that the other's peer wants, and its keys need not be found
     * in the audio.
     */
    boolean fits(RelayEnd other);

    /** The coding that would be relayed, such as {@code opus/48000}; empty where none is. */
    String relayCoding();

    /** How long the packets are that its peer wants; 0 where nothing is agreed. */
    int packetMs();

    /**
     * Forwards what arrives to {@code other} from now on.
     *
     * @param keepWarm feeds the own playout as well, so that it can take over
     */
    void relayTo(RelayEnd other, boolean keepWarm);

    /** Back to the mix. */
    void endRelay();

    /** Whether its peer takes keys as tones in the audio, which a relay passes on as they are. */
    boolean takesTones();

    /**
     * The only other session in the mix, which gets the keys that its own peer cannot send to it
     * packet by packet; null where there is none or more than one.
     */
    void partner(RelayEnd other);

    /**
     * Sends an audio packet of the other side's peer to this side's peer.
     *
     * @param ms how long it is; 0 where nobody knows
     */
    void forwardAudio(RtpPacket packet, int ms, long nowNanos);

    /** Sends a telephone-event packet; false where this side cannot and should regenerate it. */
    boolean forwardEvent(RtpPacket packet, int clockRateHz, long nowNanos);

    /** Plays a key, where the packet could not be forwarded. */
    void playKey(char key, int durationMs);

    /** How loud its peer is, measured now and then while relaying. */
    double heardDb();

    /** Every 20 ms while relaying: what has no packet of its own to hang on. */
    void relayTick(long tick, long nowNanos);
}
