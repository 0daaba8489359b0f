package org.patchbay.media.internal.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patchbay.media.internal.io.ForeignPath;
import org.patchbay.sdp.AgreedAudio;
import org.patchbay.sdp.AgreedCrypto;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;

/** An agreement made ready for the media loop: codecs by payload type, addresses, directions. */
final class Media {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    final Line send;
    final int sendPayloadType;
    final int packetMs;
    final Packetizer packets;

    /** −1 where the peer takes no keys. */
    final int sendEventPayloadType;

    final int sendEventClockHz;
    final boolean sends;
    final boolean receives;
    final boolean mux;
    final Direction direction;

    /** Where media goes; null where the peer named no address. */
    final InetSocketAddress remoteRtp;

    final InetSocketAddress remoteRtcp;

    /** How packets are protected; empty for plain ones. */
    final Optional<AgreedCrypto> crypto;

    private final Map<String, Line> lines;
    private final Line[] byPayloadType = new Line[128];
    private final int[] eventClocks = new int[128];

    /**
     * @param before what is in force, whose running codecs are kept; null at first
     */
    Media(Agreement agreement, Media before) {
        AgreedAudio audio = agreement.audio();
        lines = lines(agreement, before);
        for (AudioFormat format : audio.receive()) {
            byPayloadType[format.payloadType()] = lines.get(Codec.key(format));
        }
        for (AudioFormat format : audio.receiveTelephoneEvents()) {
            eventClocks[format.payloadType()] = format.clockRateHz();
        }
        send = lines.get(Codec.key(audio.send()));
        sendPayloadType = audio.send().payloadType();
        send.wantEncoder(audio.send().parameters());
        packetMs = send.packetMs(audio.ptimeMs());
        packets = new Packetizer(packetMs, send.clockRateHz, send.audioRateHz);
        sendEventPayloadType = audio.sendTelephoneEvent().map(AudioFormat::payloadType).orElse(-1);
        sendEventClockHz = audio.sendTelephoneEvent().map(AudioFormat::clockRateHz).orElse(0);
        boolean foreign = agreement.foreignPath();
        InetAddress host = audio.remoteAddress().map(Media::literal).orElse(null);
        remoteRtp = foreign ? ForeignPath.PEER : socketAddress(host, audio.remotePort());
        remoteRtcp = foreign ? ForeignPath.PEER : socketAddress(host, audio.remoteRtcpPort());
        mux = audio.rtcpMux();
        direction = audio.direction();
        sends = direction.sends() && (foreign || audio.remoteAddress().isPresent());
        receives = direction.receives();
        crypto = audio.crypto();
    }

    private static Map<String, Line> lines(Agreement agreement, Media before) {
        Map<String, Line> made = new LinkedHashMap<>();
        for (Codec codec : agreement.codecs().values()) {
            Line running = before == null ? null : before.lines.get(codec.key());
            made.put(codec.key(), running != null ? running : new Line(codec));
        }
        return made;
    }

    /** Null for a host name: nobody looks up a name because a stranger wrote it. */
    private static InetAddress literal(String address) {
        if (!IPV4.matcher(address).matches() && address.indexOf(':') < 0) {
            return null;
        }
        try {
            InetAddress host = InetAddress.getByName(address);
            return host.isAnyLocalAddress() || host.isMulticastAddress() ? null : host;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static InetSocketAddress socketAddress(InetAddress host, int port) {
        return host == null || port <= 0 || port > 65535 ? null : new InetSocketAddress(host, port);
    }

    /** The coding of that payload type; null where it is none of audio. */
    Line line(int payloadType) {
        return byPayloadType[payloadType];
    }

    /** Whether keys may come as telephone-event. */
    boolean receivesEvents() {
        for (int clock : eventClocks) {
            if (clock > 0) {
                return true;
            }
        }
        return false;
    }

    /** The clock of telephone-events with that payload type; 0 where it is none. */
    int eventClockHz(int payloadType) {
        return eventClocks[payloadType];
    }

    Collection<Line> lines() {
        return lines.values();
    }

    /** Closes the codecs that {@code next} does not go on with. */
    void closeAllBut(Media next) {
        for (Line line : lines.values()) {
            if (next == null || next.lines.get(line.key) != line) {
                line.close();
            }
        }
    }
}
