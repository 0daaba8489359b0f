package org.patchbay.sip.internal.leg;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.NextHop;

/** Our address as a peer sees it, chosen for each leg. */
public final class LocalAddress {
    private final String bound;
    private final int port;
    private final int tlsPort;
    private final int wssPort;
    private final boolean any;

    /**
     * @param bound the address that we listen on; {@code 0.0.0.0} and {@code ::} mean all
     */
    public LocalAddress(String bound, int port, int tlsPort, int wssPort) {
        this.bound = bound;
        this.port = port;
        this.tlsPort = tlsPort;
        this.wssPort = wssPort;
        this.any = bound.equals("0.0.0.0") || bound.equals("::");
    }

    public HostPort towards(NextHop hop) {
        int toHere =
                switch (hop.transport()) {
                    case "tls" -> tlsPort;
                    case "wss" -> wssPort;
                    default -> port;
                };
        return new HostPort(any ? route(hop) : bound, toHere);
    }

    /** The address that the system would send from; asking it sends nothing. */
    private String route(NextHop hop) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(InetAddress.getByName(hop.address()), hop.port()));
            return probe.getLocalAddress().getHostAddress();
        } catch (IOException | RuntimeException e) {
            return "127.0.0.1";
        }
    }
}
