package org.patchbay.sdp;

import java.util.List;
import java.util.Optional;

/** Prints a description in the order of RFC 8866 §5, lines ended by CRLF. */
final class SdpPrinter {
    private final StringBuilder out = new StringBuilder(512);

    private SdpPrinter() {}

    static String print(SessionDescription d) {
        SdpPrinter printer = new SdpPrinter();
        printer.session(d);
        d.media().forEach(printer::section);
        return printer.out.toString();
    }

    private void session(SessionDescription d) {
        line('v', "0");
        Origin o = d.origin();
        line(
                'o',
                (o.user().isEmpty() ? "-" : o.user())
                        + " "
                        + Long.toUnsignedString(o.sessionId())
                        + " "
                        + Long.toUnsignedString(o.version())
                        + " "
                        + network(o.address()));
        // RFC 8866 §5.3: s= is never empty.
        line('s', d.name().isEmpty() ? "-" : d.name());
        connection(d.connectionAddress());
        line('t', "0 0");
        attributes(d.attributes());
    }

    private void section(MediaDescription m) {
        String formats = m.formats().isEmpty() ? "" : " " + String.join(" ", m.formats());
        line('m', m.type() + " " + m.port() + " " + m.protocol() + formats);
        connection(m.connectionAddress());
        attributes(m.attributes());
    }

    private void connection(Optional<String> address) {
        address.ifPresent(a -> line('c', network(a)));
    }

    private void attributes(List<Attribute> attributes) {
        for (Attribute a : attributes) {
            line('a', a.value().isEmpty() ? a.name() : a.name() + ":" + a.value());
        }
    }

    private static String network(String address) {
        return (address.indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ") + address;
    }

    private void line(char type, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("line end inside " + type + "=");
        }
        out.append(type).append('=').append(value).append("\r\n");
    }
}
