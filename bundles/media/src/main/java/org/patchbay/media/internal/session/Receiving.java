package org.patchbay.media.internal.session;

import java.net.SocketAddress;
import org.patchbay.media.api.DtmfForm;
import org.patchbay.media.internal.dtmf.DtmfReceiver;
import org.patchbay.media.internal.dtmf.ToneDetector;
import org.patchbay.media.internal.level.LevelMeter;
import org.patchbay.media.internal.playout.Playout;
import org.patchbay.media.internal.relay.RelayEnd;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.media.internal.rtp.RtpSource;
import org.patchbay.media.internal.rtp.SourceGate;

/** The receiving half of a session: source check, telephone-event, playout. */
final class Receiving {
    /** Enough for the meter to settle, few enough to cost nothing beside a relayed stream. */
    private static final int SAMPLES = 4;

    private final SourceGate gate;
    private final RtpPacket packet = new RtpPacket();
    private final RtpSource source = new RtpSource();
    private final PacketTime packetTime = new PacketTime();
    private final LevelMeter meter = new LevelMeter();
    private final KeysIn keys;
    private final DtmfForm dtmf;
    private final DtmfReceiver events = new DtmfReceiver(8000, this::eventCame);

    /** Null where tones are no keys. */
    private ToneDetector tones;

    private Media media;
    private Line current;
    private Playout playout;
    private int playoutSsrc;
    private RelayEnd relay;
    private boolean keepWarm;
    private boolean eventRelayed;
    private long lastPacketNanos;
    private boolean codingChanged;

    /** Relayed packets that are still to be decoded, only to say how loud the peer is. */
    private int samplesLeft;

    Receiving(SourceGate gate, KeysIn keys, DtmfForm dtmf) {
        this.gate = gate;
        this.keys = keys;
        this.dtmf = dtmf;
    }

    private void eventCame(char key, int durationMs) {
        keys.event(key, durationMs, eventRelayed);
    }

    /**
     * @param ready a playout made beforehand for a session that has none yet
     */
    void install(Media next, Playout ready, long nowNanos) {
        if (next.remoteRtp != null) {
            gate.agreed(next.remoteRtp);
        }
        if (playout == null) {
            playout = ready;
            current = next.send;
        } else if (!next.lines().contains(current)) {
            switchTo(next.send);
        }
        if (media != null) {
            forgetAllBut(next);
        }
        if (media == null || media.receives != next.receives) {
            playout.flush();
            lastPacketNanos = nowNanos;
        }
        media = next;
        packetTime.reset();
        boolean wanted = dtmf.knowsTones() && !next.receivesEvents();
        tones = !wanted ? null : tones != null ? tones : new ToneDetector(keys::tone);
        keys.install(next.receivesEvents());
    }

    /** Whether keys can come as tones only. */
    boolean listensForTones() {
        return tones != null;
    }

    private void forgetAllBut(Media next) {
        for (Line line : media.lines()) {
            if (!next.lines().contains(line)) {
                playout.forget(line.coding);
            }
        }
    }

    private void switchTo(Line line) {
        current = line;
        playout.coding(line.coding);
        packetTime.reset();
        codingChanged = true;
    }

    /**
     * Whether the coding or the length of the packets that come in changed since the last time
     * somebody asked.
     */
    boolean takeCodingChanged() {
        boolean changed = codingChanged;
        codingChanged = false;
        return changed;
    }

    /** Whether the peer sends just what is sent to it and what the other's peer wants. */
    boolean fits(RelayEnd other) {
        return current == media.send
                && current.key.equals(other.relayCoding())
                && (packetTime.ms() == 0 || packetTime.ms() == other.packetMs());
    }

    int rateHz(int otherwise) {
        return current == null ? otherwise : current.audioRateHz;
    }

    void relayTo(RelayEnd other, boolean warm) {
        if (playout != null && relay == null && other != null || warm && !keepWarm) {
            playout.flush();
        }
        relay = other;
        keepWarm = warm;
    }

    /** Takes a datagram; everything about it is checked here. */
    void datagram(byte[] data, int length, SocketAddress from, float[] scratch, long nowNanos) {
        if (media == null || !packet.read(data, length)) {
            return;
        }
        Line line = media.line(packet.payloadType());
        int eventClock = media.eventClockHz(packet.payloadType());
        if (line == null && eventClock == 0) {
            return;
        }
        if (!gate.admits(from, packet)) {
            return;
        }
        lastPacketNanos = nowNanos;
        int clock = line != null ? line.clockRateHz : eventClock;
        if (!source.packet(packet, clock, nowNanos) || !media.receives) {
            return;
        }
        if (source.ssrc() != playoutSsrc) {
            playoutSsrc = source.ssrc();
            playout.flush();
            packetTime.reset();
            events.sourceChanged();
        }
        if (line != null) {
            audio(line, scratch, nowNanos);
        } else {
            if (relay == null || keepWarm) {
                playout.putNoAudio(packet.sequence(), packet.timestamp(), nowNanos);
            }
            event(eventClock, nowNanos);
        }
    }

    private void audio(Line line, float[] scratch, long nowNanos) {
        // One that was overtaken by the change does not change it back.
        if (line != current && source.isHighest(packet.sequence())) {
            switchTo(line);
        }
        int ms = line.packetMs(packet);
        codingChanged |= line == current && packetTime.came(ms);
        if (relay != null) {
            if (ms <= relay.packetMs() && line.key.equals(relay.relayCoding())) {
                relay.forwardAudio(packet, ms, nowNanos);
            }
            if (!keepWarm) {
                sample(line, scratch);
                return;
            }
        }
        playout.put(
                line.coding,
                packet.sequence(),
                packet.timestamp(),
                packet.marker(),
                packet.data(),
                packet.payloadOffset(),
                packet.payloadLength(),
                nowNanos);
    }

    private void sample(Line line, float[] scratch) {
        if (samplesLeft > 0) {
            boolean first = samplesLeft == SAMPLES;
            samplesLeft--;
            int n =
                    line.decoder.decode(
                            packet.data(),
                            packet.payloadOffset(),
                            packet.payloadLength(),
                            scratch,
                            0);
            if (first) {
                meter.firstFrame(scratch, 0, n);
            } else {
                meter.frame(scratch, 0, n);
            }
        }
    }

    /**
     * Lets the next few relayed packets be measured. Where none came since the last time, nobody
     * speaks.
     */
    void measure() {
        if (samplesLeft == SAMPLES) {
            meter.reset();
        }
        samplesLeft = SAMPLES;
    }

    private void event(int clockHz, long nowNanos) {
        events.clock(clockHz);
        // Before the receiver, which may report the key at once.
        eventRelayed = relay != null && relay.forwardEvent(packet, clockHz, nowNanos);
        events.packet(
                packet.timestamp(),
                packet.marker(),
                packet.data(),
                packet.payloadOffset(),
                packet.payloadLength(),
                nowNanos);
    }

    /** 20 ms of the peer's voice; false for silence. */
    boolean pull(float[] out, int count, long nowNanos) {
        if (playout == null || !media.receives) {
            meter.silence();
            return false;
        }
        boolean sounds = playout.pull(out, 0, count, nowNanos) != Playout.Kind.SILENCE;
        sounds &= !events.pressed() && !isTone(out, count, sounds);
        if (sounds) {
            meter.frame(out, 0, count);
        } else {
            meter.silence();
        }
        return sounds;
    }

    private boolean isTone(float[] samples, int count, boolean sounds) {
        if (tones == null) {
            return false;
        }
        if (sounds) {
            tones.frame(samples, count, count * 50);
        } else {
            tones.silence();
        }
        return tones.sounds();
    }

    void tick(long nowNanos) {
        keys.tick(nowNanos);
        events.tick(nowNanos);
    }

    RtpSource source() {
        return source;
    }

    double levelDb() {
        return meter.db();
    }

    long lastPacketNanos() {
        return lastPacketNanos;
    }

    long late() {
        return playout == null ? 0 : playout.late();
    }

    long concealedFrames() {
        return playout == null ? 0 : playout.concealedFrames();
    }

    double playoutMs() {
        return playout == null || relay != null ? 0 : playout.delayMs();
    }
}
