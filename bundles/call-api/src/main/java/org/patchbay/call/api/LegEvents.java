package org.patchbay.call.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a leg tells the hub what happens to it. Any thread may call; calls of one thread keep their
 * order.
 */
@ProviderType
public interface LegEvents {
    /** The dialled one is alerted (180). */
    void ringing();

    /** Early media of the dialled one may join the mix (183 with a description). */
    void earlyMedia();

    /** The dialled one answered, its media may join the mix. */
    void answered();

    /** The far side put us on hold, or took us off. */
    void held(boolean held);

    /** The far side pressed a key: {@code 0–9 * # A–D}. */
    void digit(char key, int durationMs);

    /** Codec or address changed by a new offer and answer. */
    void mediaChanged();

    /**
     * The far side wants whom it talks to given to somebody else. {@link Leg#transferring} tells
     * what becomes of it, the first word soon. One at a time.
     */
    default void transferAsked(TransferTo to) {}

    /**
     * The far side wants a third to talk with the two, as its guest. {@link Leg#joining} tells what
     * becomes of it.
     */
    default void joinAsked(TransferTo third) {}

    /**
     * The dialled one will not answer: the call shall go elsewhere. Whoever is told hangs the leg
     * up when it is known what becomes of that; it has nothing more to say until then.
     */
    default void redirected(Redirect to) {
        ended(DisconnectCause.ofSip(302, "sent elsewhere")); // who knows no redirects follows none
    }

    /** The leg is over; the last that is told, and told once. */
    void ended(DisconnectCause cause);
}
