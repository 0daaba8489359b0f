package org.patchbay.sdp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole session description (RFC 8866 §5).
 *
 * @param connectionAddress of the session's {@code c=} line, empty where every section has its own
 */
public record SessionDescription(
        Origin origin,
        String name,
        Optional<String> connectionAddress,
        List<Attribute> attributes,
        List<MediaDescription> media) {
    public SessionDescription {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(name);
        Objects.requireNonNull(connectionAddress);
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /**
     * Reads a description; tolerant of bare line feeds and of unknown lines, bounded in size, lines
     * and sections.
     *
     * @throws SdpException naming the line that is wrong
     */
    public static SessionDescription parse(String text) {
        return SdpReader.read(text);
    }

    /** The first audio section that is not switched off. */
    public Optional<MediaDescription> audio() {
        return media.stream().filter(m -> m.isAudio() && m.port() != 0).findFirst();
    }

    /** The text with CRLF line ends, as it goes into a message's body. */
    public String print() {
        return SdpPrinter.print(this);
    }

    /** Without keys, which end up in a log else. */
    @Override
    public String toString() {
        return CryptoLine.WHOLE.matcher(print()).replaceAll("a=$1:…");
    }
}
