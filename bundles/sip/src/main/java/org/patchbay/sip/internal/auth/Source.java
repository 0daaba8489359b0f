package org.patchbay.sip.internal.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Who counts as one and the same sender. */
public final class Source {
    private static final int NETWORK_BYTES = 8;

    private Source() {}

    /** An IPv4 address, or the /64 of an IPv6 one: who has one of those has them all. */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address); // digits alone: nobody is asked
            if (parsed instanceof Inet6Address) {
                byte[] network = Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES);
                byte[] first = Arrays.copyOf(network, parsed.getAddress().length);
                return InetAddress.getByAddress(first).getHostAddress() + "/64";
            }
            return parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
