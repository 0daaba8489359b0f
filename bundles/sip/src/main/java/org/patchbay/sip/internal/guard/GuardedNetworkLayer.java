package org.patchbay.sip.internal.guard;

import gov.nist.core.net.DefaultNetworkLayer;
import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * The sockets of the stack: UDP ones behind the guard, the rest as they are, because the stack's
 * non-blocking streams make their own (see {@link SourceConnections} and {@link MessageCheck} for
 * those). Made by the stack, by name; its settings are properties of the stack.
 */
public final class GuardedNetworkLayer implements NetworkLayer {
    private final NetworkLayer plain = DefaultNetworkLayer.SINGLETON;
    private final GuardCounters counters = new GuardCounters();
    private volatile InetSocketAddress exempt;
    private SourceRates rates = new SourceRates(GuardSettings.DEFAULT);

    /**
     * From now on messages of that address and port count for no rate: the stack asks itself from
     * there, and who floods it from its own address must not look like a dead stack.
     */
    public void exempt(InetSocketAddress probe) {
        exempt = probe;
    }

    /** Of all sockets together. */
    public GuardCounters.Snapshot counters() {
        return counters.snapshot();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress bindAddress)
            throws IOException {
        return plain.createServerSocket(port, backlog, bindAddress);
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress bindAddress)
            throws IOException {
        return plain.createSSLServerSocket(port, backlog, bindAddress);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return plain.createSocket(address, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress)
            throws IOException {
        return plain.createSocket(address, port, localAddress);
    }

    @Override
    public Socket createSocket(
            InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return plain.createSocket(address, port, localAddress, localPort);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        return plain.createSSLSocket(address, port);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress localAddress)
            throws IOException {
        return plain.createSSLSocket(address, port, localAddress);
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        return guarded(new InetSocketAddress(0));
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress address)
            throws SocketException {
        return guarded(new InetSocketAddress(address, port));
    }

    private DatagramSocket guarded(InetSocketAddress address) throws SocketException {
        return new GuardedDatagramSocket(address, rates, () -> exempt, counters, System::nanoTime);
    }

    /** Called by the stack before it makes a socket. */
    @Override
    public void setSipStack(SipStackImpl stack) {
        rates = new SourceRates(GuardSettings.of(stack.getConfigurationProperties()));
    }
}
