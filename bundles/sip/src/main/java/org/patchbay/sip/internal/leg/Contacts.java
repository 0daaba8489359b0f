package org.patchbay.sip.internal.leg;

import java.util.regex.Pattern;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.NextHop;

/** Our own Contact, and what a literal address looks like. */
public final class Contacts {
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*");

    private Contacts() {}

    /** With the transport that the peer shall use (RFC 3261 §19.1.1). */
    public static String uri(HostPort local, NextHop flow) {
        String transport =
                switch (flow.transport()) {
                    case "udp" -> "";
                    case "wss" ->
                            ";transport=ws"; // the URI knows one name for both, RFC 7118 §5.2.2
                    default -> ";transport=" + flow.transport();
                };
        return "sip:patchbay@" + local + transport;
    }

    static boolean isAddress(String host) {
        return host.length() <= 45 && ADDRESS.matcher(host).matches();
    }
}
