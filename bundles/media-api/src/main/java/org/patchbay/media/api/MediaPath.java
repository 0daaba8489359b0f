package org.patchbay.media.api;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;
import org.patchbay.sdp.SrtpKey;

/**
 * How the packets of a session come and go where that is not a pair of ports of the engine, such as
 * ICE. SRTP and SRTCP share it (RFC 5761), and its keys are agreed over it (RFC 5764). Made by who
 * owns the transport, for one session.
 */
@ConsumerType
public interface MediaPath {
    /** Called once, when the session is made: what arrives from now on goes there. */
    void open(Inlet inlet);

    /**
     * Sends a packet as it is, on a media loop: copy it, and never wait.
     *
     * @return false where it cannot leave
     */
    boolean send(byte[] packet, int length);

    /** Our end, for people. Any thread. */
    InetSocketAddress local();

    /**
     * The far end as it is now, for people; the same object as long as it is the same. Any thread.
     */
    InetSocketAddress remote();

    /** The session is over. On a media loop: never wait. */
    void close();

    /** The session's end of it. Any thread may call; nothing blocks. */
    @ProviderType
    interface Inlet {
        /**
         * Hands over a packet that came, which is copied.
         *
         * @return false where too many wait already, or it is longer than any packet of audio: it
         *     is lost then
         */
        boolean packet(byte[] data, int offset, int length);

        /**
         * The keys from now on, of one suite. Before the first ones nothing is sent and nothing is
         * accepted. Others may follow, never the same again: their counters begin anew.
         */
        void keyed(SrtpKey ours, SrtpKey theirs);
    }
}
