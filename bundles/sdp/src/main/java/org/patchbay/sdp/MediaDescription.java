package org.patchbay.sdp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@code m=} section (RFC 8866 §5.14).
 *
 * @param type {@code audio}, {@code video}, …
 * @param port 0 where the stream is rejected or switched off (RFC 3264 §6, §8.2)
 * @param protocol {@code RTP/AVP}, {@code RTP/SAVP}, …
 * @param formats the format list as it stands on the line
 * @param connectionAddress of this section's own {@code c=} line, empty where it has none
 */
public record MediaDescription(
        String type,
        int port,
        String protocol,
        List<String> formats,
        Optional<String> connectionAddress,
        List<Attribute> attributes) {
    public MediaDescription {
        Objects.requireNonNull(type);
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(connectionAddress);
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    public boolean isAudio() {
        return type.equals("audio");
    }

    /** The first value of that attribute, empty where it is missing. */
    public Optional<String> attribute(String name) {
        return attributes.stream()
                .filter(a -> a.name().equals(name))
                .map(Attribute::value)
                .findFirst();
    }
}
