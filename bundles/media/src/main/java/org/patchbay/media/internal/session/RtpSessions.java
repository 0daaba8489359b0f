package org.patchbay.media.internal.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.patchbay.media.api.MediaPath;
import org.patchbay.media.api.MediaSession;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.io.ForeignPath;
import org.patchbay.media.internal.io.PortPool;
import org.patchbay.media.internal.io.UdpPair;
import org.patchbay.media.internal.loop.MediaLoops;
import org.patchbay.media.internal.srtp.SrtpPath;

/** Makes sessions, and knows those that are open. Any thread. */
public final class RtpSessions implements MediaSessions {
    private final MediaLoops loops;
    private final PortPool ports;
    private final CodecRegistry codecs;
    private final String bindAddress;
    private final SessionSetting setting;
    private final Set<RtpSession> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong serial = new AtomicLong();

    public RtpSessions(
            MediaLoops loops,
            PortPool ports,
            CodecRegistry codecs,
            String bindAddress,
            SessionSetting setting) {
        this.loops = loops;
        this.ports = ports;
        this.codecs = codecs;
        this.bindAddress = bindAddress;
        this.setting = setting;
    }

    @Override
    public MediaSession create(Request request, Listener listener) {
        return request.path()
                .map(path -> over(path, request, listener))
                .orElseGet(() -> overPorts(request, listener));
    }

    private MediaSession over(MediaPath path, Request request, Listener listener) {
        ForeignPath packets = new ForeignPath(path);
        SrtpPath sockets = new SrtpPath(packets);
        path.open(packets::came);
        InetSocketAddress nowhere = ForeignPath.PEER;
        String address = nowhere.getAddress().getHostAddress();
        return session(request, listener, sockets, address, nowhere.getPort());
    }

    private MediaSession overPorts(Request request, Listener listener) {
        String bind = request.bindAddress().isEmpty() ? bindAddress : request.bindAddress();
        InetAddress address;
        try {
            address = InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address to bind to: " + bind, e);
        }
        UdpPair sockets = UdpPair.open(ports, address);
        String advertised =
                request.advertisedAddress().isEmpty()
                        ? address.getHostAddress()
                        : request.advertisedAddress();
        SrtpPath path = new SrtpPath(sockets);
        return session(request, listener, path, advertised, sockets.local().getPort());
    }

    private MediaSession session(
            Request request, Listener listener, SrtpPath sockets, String address, int port) {
        // An origin's id that no other description of ours has (RFC 8866 §5.2).
        long id = setting.wallMillis().getAsLong() * 1000 + serial.incrementAndGet() % 1000;
        Negotiation negotiation =
                new Negotiation(
                        address,
                        port,
                        request.codecs(),
                        codecs::codecs,
                        id,
                        request.keying(),
                        request.dtmf());
        RtpSession[] made = new RtpSession[1];
        made[0] =
                new RtpSession(
                        request.name(),
                        loops.emptiest(),
                        sockets,
                        negotiation,
                        listener,
                        setting,
                        () -> open.remove(made[0]));
        open.add(made[0]);
        return made[0];
    }

    @Override
    public List<String> codecs() {
        return codecs.names();
    }

    public int count() {
        return open.size();
    }

    public void closeAll() {
        open.forEach(RtpSession::close);
    }
}
