package org.patchbay.sip.internal.message;

/** An IP address and a port. */
public record HostPort(String address, int port) {
    /** IPv6 addresses in brackets, as they stand in URIs. */
    public String uriHost() {
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }

    @Override
    public String toString() {
        return uriHost() + ":" + port;
    }
}
