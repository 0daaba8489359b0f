package org.patchbay.media.internal.playout;

import java.util.Arrays;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.internal.jitter.JitterBuffer;
import org.patchbay.media.internal.jitter.JitterBuffer.Arrival;
import org.patchbay.media.internal.resample.Resamplers;

/**
 * From the packets of one source to steady audio: orders them, waits just long enough, decodes,
 * recovers or conceals what is missing, and stretches a little where the sender's clock and ours
 * differ.
 *
 * <pre>
 * put → jitter buffer → decode | recover | conceal → stretch → samples → pull
 * </pre>
 *
 * <p>Does not allocate once a stream runs. Owned by one media loop. The decoder stays the caller's
 * to close.
 */
public final class Playout {
    /** What {@link #pull} gave. */
    public enum Kind {
        SPEECH,
        /** At least a part was made up. */
        CONCEALED,
        /** Nothing but zeros. */
        SILENCE
    }

    /** A packet that nobody could place in time is played after that at the latest. */
    private static final long LONGEST_WAIT_NANOS = 450_000_000;

    /** When playing begins, older packets than that above the target are passed over. */
    private static final long STALE_NANOS = 60_000_000;

    /** A timestamp that is further off belongs to another clock. */
    private static final int JUMP_MS = 1000;

    private final JitterBuffer<Coding> buffer = new JitterBuffer<>();
    private final Redundancy redundancy = new Redundancy();
    private final Resamplers resamplers = new Resamplers();
    private final Stages.ByRate stages = new Stages.ByRate(resamplers);
    private final Decoding decoding = new Decoding(resamplers);
    private final Transits transits = new Transits();
    private final PlayoutDelay delay = new PlayoutDelay();

    /** What comes now; its rate is what {@link #pull} gives. */
    private Coding newest;

    /** Of the packet that was played last. */
    private Coding played;

    private int rateHz;
    private SampleFifo fifo;
    private Gap gap;
    private TimeStretch stretch;

    /** Whether a talkspurt is being played; else it waits for one. */
    private boolean playing;

    /** Whether the next packet goes on at {@link #expected}. */
    private boolean anchored;

    /** Timestamp of the sample after the last one in the queue. */
    private int expected;

    /** Samples of the last packet. */
    private int packetSamples;

    private boolean madeUp;
    private long tickNanos;
    private long received;
    private long concealedFrames;
    private double waitMs;

    /**
     * @param rtpClockRateHz of the timestamps
     * @param audioRateHz of what the decoder gives and {@link #pull} takes
     */
    public Playout(AudioDecoder decoder, int rtpClockRateHz, int audioRateHz) {
        played = new Coding(decoder, rtpClockRateHz, audioRateHz);
        coding(played);
    }

    /**
     * What comes is of that coding from now on, and {@link #pull} gives its rate. What waits of
     * others is still decoded as it was made. Allocates only where a rate comes for the first time.
     */
    public void coding(Coding next) {
        newest = next;
        transits.of(next.clockRateHz());
        if (rateHz == next.audioRateHz()) {
            return;
        }
        if (rateHz > 0) {
            decoding.between(rateHz, next.audioRateHz());
        }
        packetSamples = next.audioRateHz() / 50;
        rateHz = next.audioRateHz();
        Stages now = stages.at(rateHz);
        gap = now.gap;
        stretch = now.stretch;
        fifo = now.fifo;
    }

    /**
     * Takes a packet of this source; the payload is copied. What is broken, too long or too late is
     * counted and dropped.
     *
     * @param coding {@link #coding the newest} or an older one
     * @param seq 16 bits
     * @param rtpTimestamp 32 bits
     */
    public void put(
            Coding coding,
            int seq,
            long rtpTimestamp,
            boolean marker,
            byte[] payload,
            int off,
            int len,
            long arrivalNanos) {
        received++;
        Arrival arrival =
                buffer.put(
                        coding, seq, (int) rtpTimestamp, marker, payload, off, len, arrivalNanos);
        if (arrival == Arrival.RESTARTED) {
            stop();
            anchored = false;
        }
        if (arrival != Arrival.DUPLICATE && arrival != Arrival.REFUSED) {
            transits.of(coding.clockRateHz()).arrived((int) rtpTimestamp, arrivalNanos);
        }
    }

    /**
     * Notes a packet of the same source that carries no audio, such as a telephone-event: its
     * sequence number is not missing then, and the time without audio is a pause.
     */
    public void putNoAudio(int seq, long rtpTimestamp, long arrivalNanos) {
        buffer.putNoAudio(seq, (int) rtpTimestamp, arrivalNanos);
    }

    /** Fills {@code count} samples in any case: 10 or 20 ms of them, called that often. */
    public Kind pull(float[] out, int off, int count, long nowNanos) {
        tickNanos = nanos(count);
        madeUp = false;
        while (fifo.size() < count && fifo.hasRoom(roomNeeded()) && more(nowNanos)) {
            continue;
        }
        int there = Math.min(count, fifo.size());
        fifo.take(out, off, there);
        Arrays.fill(out, off + there, off + count, 0);
        if (there < count) {
            Gap.fadeOut(out, off, there, rateHz);
        }
        if (madeUp) {
            concealedFrames++;
            return Kind.CONCEALED;
        }
        return there == 0 ? Kind.SILENCE : Kind.SPEECH;
    }

    private int roomNeeded() {
        return rateHz / 1000 * Decoding.LONGEST_PACKET_MS + stretch.longest();
    }

    /** Adds to the queue; false where there is nothing to be heard now. */
    private boolean more(long nowNanos) {
        while (buffer.size() > 0 && !buffer.hasAudio()) {
            buffer.take();
        }
        if (!playing) {
            return begins(nowNanos) && play(nowNanos);
        }
        if (buffer.size() == 0) {
            return makeUp(packetSamples);
        }
        int ahead = anchored && goesOn() ? buffer.timestamp() - expected : 0;
        if (Math.abs((long) ahead) > (long) played.clockRateHz() / 1000 * JUMP_MS) {
            stop();
            return more(nowNanos);
        }
        if (ahead < 0 && tooLate(nowNanos)) {
            buffer.dropLate();
            return more(nowNanos);
        }
        return ahead > 0 ? bridge(played.samples(ahead, rateHz), nowNanos) : play(nowNanos);
    }

    /** Whether the first packet's timestamp is of the same clock as that of the one before. */
    private boolean goesOn() {
        return buffer.coding().clockRateHz() == played.clockRateHz();
    }

    /** Whether the first packet's time has come, in a pause. */
    private boolean begins(long nowNanos) {
        while (buffer.size() > 1 && excess(nowNanos) > tickNanos + STALE_NANOS) {
            buffer.dropLate();
        }
        if (buffer.size() == 0 || !buffer.hasAudio()) {
            return false;
        }
        boolean waitedEnough = nowNanos - buffer.arrivalNanos() > LONGEST_WAIT_NANOS;
        if (excess(nowNanos) < 0 && !waitedEnough) {
            return false;
        }
        playing = true;
        anchored = false;
        delay.begin(nowNanos);
        return true;
    }

    private long excess(long nowNanos) {
        Coding coding = buffer.hasAudio() ? buffer.coding() : played;
        return delay.excessNanos(transits.of(coding.clockRateHz()), buffer.timestamp(), nowNanos);
    }

    /**
     * A packet whose time was made up already: to play it anyway delays all that follow. That is
     * right where packets take longer than before, and where there is nothing else to play.
     */
    private boolean tooLate(long nowNanos) {
        return buffer.size() > 1 && excess(nowNanos) > tickNanos;
    }

    /** Something is missing before the first packet: so many samples. */
    private boolean bridge(int missing, long nowNanos) {
        if (buffer.missing() == 0) {
            // The sender paused, or its clock made a small step.
            if (missing <= rateHz / 50) {
                return play(nowNanos);
            }
            stop();
            return more(nowNanos);
        }
        if (missing <= packetSamples && recover(missing)) {
            return true;
        }
        return makeUp(Math.min(missing, packetSamples));
    }

    private boolean recover(int missing) {
        fifo.reserve(roomNeeded());
        int n = decoding.recover(buffer, rateHz, fifo.array(), fifo.end(), missing);
        redundancy.tried(n > 0);
        if (n > 0) {
            heard(n);
        }
        return n > 0;
    }

    private boolean makeUp(int wanted) {
        fifo.reserve(roomNeeded());
        int n = gap.makeUp(fifo.array(), fifo.end(), Math.min(wanted, rateHz / 50));
        if (n == 0) {
            stop();
            return false;
        }
        madeUp = true;
        added(n);
        return true;
    }

    private void added(int samples) {
        fifo.written(samples);
        expected += played.units(samples, rateHz);
    }

    /** So many behind the queue's end are real. */
    private void heard(int samples) {
        gap.real(fifo.array(), fifo.end(), samples);
        added(samples);
    }

    /** Decodes the first packet. */
    private boolean play(long nowNanos) {
        long excess = excess(nowNanos);
        int timestamp = buffer.timestamp();
        long leftOver = nanos(fifo.size());
        double wait = (nowNanos - buffer.arrivalNanos() + leftOver) / 1e6;
        waitMs += (wait - waitMs) / 16;
        redundancy.played(buffer.missing());
        follow(buffer.coding());
        int n = decode();
        boolean pause = buffer.payloadLength() <= Gap.PAUSE_BYTES;
        buffer.take();
        if (n == 0) {
            return makeUp(packetSamples);
        }
        gap.pause(pause);
        anchored = true;
        expected = timestamp;
        packetSamples = n;
        heard(n);
        delay.extraNanos(redundancy.worthwhile() ? nanos(n) : 0);
        delay.played(excess, leftOver, nowNanos);
        stretch.adapt(fifo, delay, tickNanos, nowNanos);
        return true;
    }

    /** The next packet is of that coding. */
    private void follow(Coding next) {
        if (!next.is(played)) {
            redundancy.reset();
            if (next.clockRateHz() != played.clockRateHz()) {
                transits.of(played.clockRateHz()).reset();
                delay.reset();
            }
            played = next;
        }
        gap.decoder(next.audioRateHz() == rateHz ? next.decoder() : null);
    }

    private long nanos(int samples) {
        return samples * 1_000_000_000L / rateHz;
    }

    /**
     * @return samples behind the queue's end, not yet part of it; 0 where the payload is broken
     */
    private int decode() {
        fifo.reserve(roomNeeded());
        return decoding.decode(buffer, rateHz, fifo.array(), fifo.end());
    }

    private void stop() {
        playing = false;
        gap.over();
    }

    /** Forgets what waits; for a new SSRC or a new peer. The counts stay. */
    public void flush() {
        buffer.reset();
        transits.reset();
        fifo.clear();
        gap.reset();
        playing = false;
        anchored = false;
    }

    /**
     * That decoder will be closed. What waits for it is decoded first, as far as there is room, so
     * that little is missing in between; the rest is dropped. To be told after the {@link #coding}
     * that comes instead.
     */
    public void forget(Coding gone) {
        while (playing
                && buffer.size() > 0
                && buffer.missing() == 0
                && buffer.coding() == gone
                && fifo.hasRoom(roomNeeded())) {
            follow(gone);
            int n = decode();
            buffer.take();
            if (n > 0) {
                heard(n);
            }
        }
        buffer.forget(gone);
        if (played.is(gone)) {
            follow(newest);
            gap.decoder(null);
        }
    }

    /** Packets that were put, duplicates and late ones too. */
    public long received() {
        return received;
    }

    /** Packets that never came, from the sequence numbers. */
    public long lost() {
        return buffer.lost();
    }

    /** Packets that came too late to be played. */
    public long late() {
        return buffer.late();
    }

    /** Pulls that were at least partly made up. */
    public long concealedFrames() {
        return concealedFrames;
    }

    /**
     * How long packets wait from their arrival until they are heard, on average of the last ones.
     */
    public double delayMs() {
        return waitMs;
    }
}
