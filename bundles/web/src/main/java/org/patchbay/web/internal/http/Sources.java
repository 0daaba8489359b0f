package org.patchbay.web.internal.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** From where somebody asks, as guesses are counted. Pure. */
public final class Sources {
    private Sources() {}

    /**
     * An IPv4 address, or the /64 of an IPv6 one: whoever has one address there has them all.
     *
     * @param address a literal, as the server says it
     */
    public static String of(String address) {
        String literal =
                address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        if (!literal.contains(":")) {
            return literal;
        }
        try {
            InetAddress ip = InetAddress.getByName(literal);
            if (!(ip instanceof Inet6Address)) {
                return ip.getHostAddress(); // an IPv4 one in IPv6's clothes
            }
            byte[] bytes = ip.getAddress();
            StringBuilder prefix = new StringBuilder();
            for (int i = 0; i < 8; i += 2) {
                prefix.append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff))
                        .append(':');
            }
            return prefix.append(":/64").toString();
        } catch (UnknownHostException e) {
            return literal;
        }
    }
}
