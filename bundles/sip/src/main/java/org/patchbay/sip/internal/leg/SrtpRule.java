package org.patchbay.sip.internal.leg;

import java.util.Optional;
import org.patchbay.directory.api.SrtpPolicy;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SdpException;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.sip.internal.message.NextHop;

/**
 * Whether the media of a leg is protected: what the directory says, as far as the signalling can
 * keep the keys that are in it (RFC 4568 §8.2).
 *
 * @param withoutTls keys may be sent in the clear, where the directory names a policy
 */
public record SrtpRule(boolean withoutTls) {
    /**
     * @param wanted empty for what most want: protected where the keys are
     * @param flow how the peer is reached
     * @param offer of the peer; empty where we offer
     * @return empty where it must be protected and cannot be
     */
    Optional<MediaKeying> keying(
            Optional<SrtpPolicy> wanted, NextHop flow, Optional<String> offer) {
        boolean secret = flow.isSecure();
        SrtpPolicy policy = wanted.orElse(secret ? SrtpPolicy.PREFERRED : SrtpPolicy.OFF);
        if (policy == SrtpPolicy.OFF) {
            return Optional.of(MediaKeying.NONE);
        }
        if (offer.map(SrtpRule::asBrowsersDo).orElse(flow.transport().equals("wss"))) {
            return Optional.of(MediaKeying.DTLS); // its proof is in the description, no key
        }
        boolean required = policy == SrtpPolicy.REQUIRED;
        if (secret || withoutTls) {
            return Optional.of(new MediaKeying.Sdes(required));
        }
        return required ? Optional.empty() : Optional.of(MediaKeying.NONE);
    }

    private static boolean asBrowsersDo(String offer) {
        try {
            IceDtls.of(SessionDescription.parse(offer));
            return true;
        } catch (SdpException e) {
            return false;
        }
    }
}
