package org.patchbay.sip.internal.subscribe;

import java.util.Comparator;
import java.util.List;
import org.patchbay.call.api.LineStates.Line;
import org.patchbay.call.api.LineStates.State;
import org.patchbay.sip.internal.message.Body;

/**
 * The document of RFC 4235 §4.1. It is always full, so that whoever missed one is right again with
 * the next, and says nothing of who is on the far side.
 */
final class DialogInfo {
    static final String TYPE = "application/dialog-info+xml";

    /** A lamp has one light; the document fits into a datagram. */
    static final int MOST = 8;

    private DialogInfo() {}

    static Body of(String entity, long version, List<Line> lines) {
        StringBuilder xml = new StringBuilder(512);
        xml.append("<?xml version=\"1.0\"?>\r\n")
                .append("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"")
                .append(version)
                .append("\" state=\"full\" entity=\"")
                .append(escaped(entity))
                .append("\">\r\n");
        lines.stream()
                .sorted(Comparator.comparing(Line::state).reversed())
                .limit(MOST)
                .forEach(line -> dialog(xml, line));
        return new Body(TYPE, xml.append("</dialog-info>\r\n").toString());
    }

    private static void dialog(StringBuilder xml, Line line) {
        xml.append("<dialog id=\"")
                .append(escaped(line.leg().value()))
                .append("\" direction=\"")
                .append(line.outgoing() ? "initiator" : "recipient")
                .append("\"><state>")
                .append(name(line.state()))
                .append("</state></dialog>\r\n");
    }

    /** §3.7.1. */
    private static String name(State state) {
        return switch (state) {
            case TRYING -> "trying";
            case RINGING -> "early";
            case TALKING -> "confirmed";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
