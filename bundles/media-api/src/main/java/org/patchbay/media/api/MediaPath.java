package org.patchbay.media.api;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How the packets of a session come and go where that is not a pair of ports of the engine, such as
 * ICE. RTP and RTCP share it (RFC 5761). It protects what leaves and opens what comes, with keys
 * that are agreed over it (RFC 5764): the engine has plain packets only. Made by who owns the
 * transport, for one session.
 */
@ConsumerType
public interface MediaPath {
    /** Called once, when the session is made: what arrives from now on goes there. */
    void open(Inlet inlet);

    /**
     * Protects and sends a packet, on a media loop: copy it, and never wait.
     *
     * @return false where it cannot leave, as before there are keys
     */
    boolean send(byte[] packet, int length);

    /** Our end, for people. Any thread. */
    InetSocketAddress local();

    /**
     * The far end as it is now, for people; the same object as long as it is the same. Any thread.
     */
    InetSocketAddress remote();

    /**
     * What packets are protected with, such as AES_CM_128_HMAC_SHA1_80; empty before. Any thread.
     */
    String suite();

    /** Packets that came and were not genuine, or had been there before. Any thread. */
    long refused();

    /** The session is over. On a media loop: never wait. */
    void close();

    /** The session's end of it. Any thread may call; nothing blocks. */
    @ProviderType
    interface Inlet {
        /**
         * Hands over a genuine packet that came, opened; it is copied.
         *
         * @return false where too many wait already, or it is longer than any packet of audio: it
         *     is lost then
         */
        boolean packet(byte[] data, int offset, int length);
    }
}
