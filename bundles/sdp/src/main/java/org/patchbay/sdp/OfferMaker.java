package org.patchbay.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes our offers, and the audio section that offers and answers have in common. */
final class OfferMaker {
    private OfferMaker() {}

    static SessionDescription offer(LocalAudio local) {
        LocalCrypto crypto = local.crypto();
        MediaDescription audio =
                section(local, crypto.profile(), local.formats(), local.direction(), more(crypto));
        return session(local, List.of(audio));
    }

    private static List<Attribute> more(LocalCrypto crypto) {
        return crypto.dtls()
                ? List.of(Attribute.property("rtcp-mux"))
                : crypto.lines().stream().map(CryptoLine::attribute).toList();
    }

    static SessionDescription session(LocalAudio local, List<MediaDescription> media) {
        return new SessionDescription(
                new Origin("-", local.sessionId(), local.version(), local.address()),
                "-",
                Optional.of(local.address()),
                List.of(),
                media);
    }

    static MediaDescription section(
            LocalAudio local,
            String protocol,
            List<AudioFormat> formats,
            Direction direction,
            List<Attribute> more) {
        List<String> payloadTypes = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (AudioFormat format : formats) {
            String payloadType = Integer.toString(format.payloadType());
            payloadTypes.add(payloadType);
            // RFC 3264 §5.1: an rtpmap for static payload types too
            attributes.add(new Attribute("rtpmap", payloadType + " " + format.rtpmap()));
            if (!format.parameters().isEmpty()) {
                attributes.add(new Attribute("fmtp", payloadType + " " + format.parameters()));
            }
        }
        if (local.ptimeMs() > 0) {
            attributes.add(new Attribute("ptime", Integer.toString(local.ptimeMs())));
        }
        attributes.add(Attribute.property(direction.attribute()));
        attributes.addAll(more);
        return new MediaDescription(
                "audio", local.port(), protocol, payloadTypes, Optional.empty(), attributes);
    }
}
