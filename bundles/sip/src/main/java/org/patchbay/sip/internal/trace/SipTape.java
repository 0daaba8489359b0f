package org.patchbay.sip.internal.trace;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.WireMessage;
import org.patchbay.call.api.WireTrace;

/**
 * The messages of calls as they were on the network, retransmissions too, for a bounded time and in
 * bounded memory. What belongs to a leg is kept apart from what only asks to be one: who floods us
 * with INVITEs wipes out no call. Any thread; nothing is copied or read but the Call-ID, before
 * somebody wants to see it.
 */
public final class SipTape implements WireTrace {
    /** More than that of one call says nothing new. */
    static final int MOST_MESSAGES = 400;

    /** Of one Call-ID: of forks and merged ones there are a few. */
    private static final int MOST_LEGS = 32;

    /** What a message costs beside its bytes. */
    private static final int OVERHEAD_BYTES = 160;

    /** What a call costs beside its messages. */
    private static final int REEL_BYTES = 400;

    private static final int MOST_STRANGERS_BYTES = 1 << 20;

    private final InstantSource clock;
    private final Limits limits;

    // Guarded by this; the one that was not heard of for the longest time is first.
    private final LinkedHashMap<String, Reel> ofLegs = new LinkedHashMap<>(64, 0.75f, true);
    private final LinkedHashMap<String, Reel> ofStrangers = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<LegId, String> callIds = new LinkedHashMap<>();
    private long legsBytes;
    private long strangersBytes;

    /**
     * How much is kept.
     *
     * @param bytes in all; 0 for nothing
     * @param age after the last message of a call
     */
    public record Limits(long bytes, Duration age) {
        public static final Limits USUAL = new Limits(16 << 20, Duration.ofHours(1));
        public static final Limits NOTHING = new Limits(0, Duration.ZERO);
    }

    /** What was said under one Call-ID. */
    private static final class Reel {
        private final List<LegId> legs = new ArrayList<>(1);
        private final List<Shot> shots = new ArrayList<>(8);
        private long bytes = REEL_BYTES;
        private long lastMs;
        private int left;
    }

    private record Shot(
            long atMs,
            boolean sent,
            String transport,
            String local,
            InetAddress remote,
            int remotePort,
            byte[] bytes) {}

    public SipTape(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * One message, sent or received. The bytes must not be changed afterwards.
     *
     * @param local address and port
     */
    public void note(
            boolean sent,
            String transport,
            String local,
            InetAddress remote,
            int remotePort,
            byte[] bytes) {
        if (limits.bytes() == 0) {
            return;
        }
        String callId = Headlines.callIdOf(bytes);
        if (!callId.isEmpty()) {
            long nowMs = clock.millis();
            keep(callId, new Shot(nowMs, sent, transport, local, remote, remotePort, bytes));
        }
    }

    private synchronized void keep(String callId, Shot shot) {
        Reel reel = ofLegs.get(callId);
        boolean known = reel != null;
        if (!known) {
            reel = ofStrangers.get(callId);
        }
        if (reel == null) {
            reel = new Reel();
            ofStrangers.put(callId, reel);
            strangersBytes += reel.bytes;
        }
        reel.lastMs = shot.atMs();
        if (reel.shots.size() >= MOST_MESSAGES) {
            reel.left++;
            return;
        }
        long cost = shot.bytes().length + OVERHEAD_BYTES;
        reel.shots.add(shot);
        reel.bytes += cost;
        if (known) {
            legsBytes += cost;
        } else {
            strangersBytes += cost;
        }
        trim(shot.atMs());
    }

    /** From now on what is said under that Call-ID belongs to a leg. */
    public synchronized void adopt(String callId, LegId leg) {
        if (limits.bytes() == 0) {
            return;
        }
        Reel reel = ofStrangers.remove(callId);
        if (reel != null) {
            strangersBytes -= reel.bytes;
            legsBytes += reel.bytes;
            ofLegs.put(callId, reel);
        } else {
            reel = ofLegs.get(callId);
            if (reel == null) {
                reel = new Reel();
                ofLegs.put(callId, reel);
                legsBytes += reel.bytes;
            }
            reel.lastMs = clock.millis();
        }
        reel.legs.add(leg);
        callIds.put(leg, callId);
        if (reel.legs.size() > MOST_LEGS) {
            callIds.remove(reel.legs.remove(0));
        }
        trim(clock.millis());
    }

    private void trim(long nowMs) {
        Iterator<Reel> strangers = ofStrangers.values().iterator();
        while (strangersBytes > MOST_STRANGERS_BYTES && strangers.hasNext()) {
            strangersBytes -= strangers.next().bytes;
            strangers.remove();
        }
        Iterator<Reel> legs = ofLegs.values().iterator();
        while (legs.hasNext()) {
            Reel eldest = legs.next();
            if (legsBytes <= limits.bytes() && nowMs - eldest.lastMs <= limits.age().toMillis()) {
                return;
            }
            legsBytes -= eldest.bytes;
            eldest.legs.forEach(callIds::remove);
            legs.remove();
        }
    }

    @Override
    public List<WireMessage> messages(LegId leg) {
        List<Shot> shots;
        synchronized (this) {
            String callId = callIds.get(leg);
            Reel reel = callId == null ? null : ofLegs.get(callId);
            if (reel == null) {
                return List.of();
            }
            shots = List.copyOf(reel.shots);
        }
        return shots.stream().map(SipTape::shown).toList();
    }

    private static WireMessage shown(Shot shot) {
        String address = shot.remote().getHostAddress();
        String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
        return new WireMessage(
                Instant.ofEpochMilli(shot.atMs()),
                shot.sent(),
                shot.transport(),
                shot.local(),
                host + ":" + shot.remotePort(),
                Secrets.masked(new String(shot.bytes(), StandardCharsets.UTF_8)));
    }

    /** Messages that are kept now. */
    synchronized int size() {
        return ofLegs.values().stream().mapToInt(r -> r.shots.size()).sum()
                + ofStrangers.values().stream().mapToInt(r -> r.shots.size()).sum();
    }
}
