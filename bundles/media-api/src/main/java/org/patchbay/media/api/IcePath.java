package org.patchbay.media.api;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.patchbay.sdp.IceDtls;

/**
 * A path by ICE and DTLS, whose ends tell each other in descriptions how they are reached. Goes
 * beside a {@link MediaSession} through offer and answer: what was agreed stays in force until
 * something else is. One question at a time, in the order of RFC 3264; stages complete on threads
 * of the path, and fail with {@link org.patchbay.sdp.SdpException} where the far side's end cannot
 * be used.
 */
@ProviderType
public interface IcePath extends MediaPath {
    /** Our end, for an offer: that in force, or a new one that waits for the answer. */
    CompletionStage<IceDtls> offer();

    /** The far end, as the answer to {@link #offer} has it; may come again, the same. */
    CompletionStage<Void> accept(IceDtls answer);

    /**
     * The far end, as an offer has it: begins anew with another ufrag (RFC 8445 §9).
     *
     * @return our end, for the answer; not in force before {@link #commit}
     */
    CompletionStage<IceDtls> propose(IceDtls offer);

    /** Puts the answer of {@link #propose} in force. */
    CompletionStage<Void> commit();

    /** Forgets an open offer or proposal; what was in force stays. */
    void rollback();
}
