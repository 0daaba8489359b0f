package org.patchbay.media.internal.jitter;

import java.util.Arrays;

/**
 * Brings the packets of one source into the order of their sequence numbers, and says what is
 * missing. When a packet is played is not decided here. Room for {@value #SLOTS} packets; the slots
 * grow with the longest payload seen, so nothing is allocated once a stream runs. Owned by one
 * media loop.
 *
 * @param <C> what a packet is coded in; kept beside it
 */
public final class JitterBuffer<C> {
    /** Packets that fit, counted from the next one to be taken. */
    public static final int SLOTS = 64;

    /** Longer payloads are refused. */
    public static final int LONGEST_PAYLOAD = 1500;

    /** Sequence numbers for which it is known whether they came. */
    private static final int MEMORY = 256;

    /** A step ahead by more than this is believed only when the next packet follows it. */
    private static final int LONGEST_DROPOUT = 3000;

    private static final int NO_AUDIO = -1;
    private static final int FIRST_SLOT_SIZE = 176;

    /** What became of a packet. */
    public enum Arrival {
        QUEUED,
        DUPLICATE,
        /** Its time is over. */
        LATE,
        /** The sequence jumped: what waited is gone, and this packet is the first of a new one. */
        RESTARTED,
        /** Too long, or so far off that another one has to confirm it. */
        REFUSED
    }

    private final int[] lengths = new int[SLOTS];
    private final int[] timestamps = new int[SLOTS];
    private final long[] arrivals = new long[SLOTS];
    private final boolean[] used = new boolean[SLOTS];
    private final boolean[] markers = new boolean[SLOTS];
    private final Object[] codings = new Object[SLOTS];
    private final int[] came = new int[MEMORY];
    private byte[] payloads = new byte[SLOTS * FIRST_SLOT_SIZE];
    private int slotSize = FIRST_SLOT_SIZE;

    private boolean started;
    private boolean taken;
    private int size;

    /** Sequence numbers without their wrap: the low 16 bits are those of the header. */
    private int next;

    private int head;
    private int suspect = -1;
    private long lost;
    private long late;

    /** Puts a packet in its place. {@code payload} is copied. */
    public Arrival put(
            C coding,
            int seq,
            int rtpTimestamp,
            boolean marker,
            byte[] payload,
            int offset,
            int length,
            long arrivalNanos) {
        if (length < 0 || length > LONGEST_PAYLOAD) {
            return Arrival.REFUSED;
        }
        Arrival arrival = place(seq);
        if (arrival == Arrival.QUEUED || arrival == Arrival.RESTARTED) {
            int slot = seq & SLOTS - 1;
            if (length > slotSize) {
                grow(length);
            }
            System.arraycopy(payload, offset, payloads, slot * slotSize, length);
            fill(seq, length, rtpTimestamp, marker, arrivalNanos);
            codings[slot] = coding;
        }
        return arrival;
    }

    /** Notes a packet of the same source that carries no audio, such as a telephone-event. */
    public void putNoAudio(int seq, int rtpTimestamp, long arrivalNanos) {
        Arrival arrival = place(seq);
        if (arrival == Arrival.QUEUED || arrival == Arrival.RESTARTED) {
            fill(seq, NO_AUDIO, rtpTimestamp, false, arrivalNanos);
        }
    }

    private Arrival place(int seq) {
        if (!started) {
            restart(seq);
            return Arrival.QUEUED;
        }
        int ahead = (short) (seq - next);
        if (ahead >= SLOTS || ahead < -MEMORY) {
            return jump(seq, ahead);
        }
        int extended = next + ahead;
        if (came[extended & MEMORY - 1] == extended) {
            return Arrival.DUPLICATE;
        }
        if (ahead < 0) {
            if (taken || newest() - extended >= SLOTS) {
                came[extended & MEMORY - 1] = extended;
                late++;
                lost = Math.max(0, lost - 1);
                return Arrival.LATE;
            }
            next = extended;
        }
        suspect = -1;
        return Arrival.QUEUED;
    }

    private Arrival jump(int seq, int ahead) {
        if (ahead >= SLOTS && ahead < LONGEST_DROPOUT) {
            // A gap in the network. What still waits has been overtaken by more than a second.
            lost += ahead - size;
            int extended = next + ahead;
            clear();
            next = extended;
            head = extended;
            return Arrival.RESTARTED;
        }
        // RFC 3550 A.1: believed when two packets in sequence say so.
        if (seq != suspect) {
            suspect = seq + 1 & 0xFFFF;
            return Arrival.REFUSED;
        }
        restart(seq);
        return Arrival.RESTARTED;
    }

    private void restart(int seq) {
        clear();
        started = true;
        taken = false;
        // Above 0, so that the memory's zeros are nobody's number.
        next = 0x10000 + (seq & 0xFFFF);
        head = next;
        Arrays.fill(came, 0);
        suspect = -1;
    }

    private void clear() {
        Arrays.fill(used, false);
        Arrays.fill(codings, null);
        size = 0;
    }

    private void fill(int seq, int length, int rtpTimestamp, boolean marker, long arrivalNanos) {
        int slot = seq & SLOTS - 1;
        int extended = next + (short) (seq - next);
        lengths[slot] = length;
        timestamps[slot] = rtpTimestamp;
        markers[slot] = marker;
        arrivals[slot] = arrivalNanos;
        used[slot] = true;
        came[extended & MEMORY - 1] = extended;
        if (size == 0 || extended - head < 0) {
            head = extended;
        }
        size++;
    }

    /** Sequence number of the last one that waits. */
    private int newest() {
        int n = next + SLOTS - 1;
        while (n - next >= 0 && !used[n & SLOTS - 1]) {
            n--;
        }
        return n;
    }

    private void grow(int length) {
        int larger = Math.min(LONGEST_PAYLOAD, Math.max(length, slotSize * 2));
        byte[] moved = new byte[SLOTS * larger];
        for (int slot = 0; slot < SLOTS; slot++) {
            System.arraycopy(payloads, slot * slotSize, moved, slot * larger, slotSize);
        }
        payloads = moved;
        slotSize = larger;
    }

    /** Packets that wait. */
    public int size() {
        return size;
    }

    /** Packets missing before the first one that waits; 0 where none waits. */
    public int missing() {
        return size == 0 ? 0 : head - next;
    }

    private int slot() {
        return head & SLOTS - 1;
    }

    /** Of the first that waits, as are the others; defined only where there is one. */
    public int timestamp() {
        return timestamps[slot()];
    }

    public long arrivalNanos() {
        return arrivals[slot()];
    }

    public boolean marker() {
        return markers[slot()];
    }

    /** As it was given to {@link #put}; null for a packet that carries no audio. */
    @SuppressWarnings("unchecked") // nothing else is put in
    public C coding() {
        return (C) codings[slot()];
    }

    public boolean hasAudio() {
        return lengths[slot()] != NO_AUDIO;
    }

    /** The array that holds the payload, valid until the next {@link #put}. */
    public byte[] payload() {
        return payloads;
    }

    public int payloadOffset() {
        return slot() * slotSize;
    }

    public int payloadLength() {
        return Math.max(0, lengths[slot()]);
    }

    /** Takes the first that waits; those missing before it are lost from now on. */
    public void take() {
        if (size == 0) {
            return;
        }
        lost += head - next;
        taken = true;
        remove(slot());
        next = head + 1;
        toNextHead();
    }

    private void remove(int slot) {
        used[slot] = false;
        codings[slot] = null;
        size--;
    }

    private void toNextHead() {
        while (size > 0 && !used[head & SLOTS - 1]) {
            head++;
        }
    }

    /** Drops what waits of that coding, as if it had never come: nobody can decode it any more. */
    public void forget(C coding) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (used[slot] && codings[slot] == coding) {
                remove(slot);
            }
        }
        toNextHead();
    }

    /** Takes the first that waits, unplayed because it came too late. */
    public void dropLate() {
        if (size > 0) {
            late++;
            take();
        }
    }

    /** Forgets what waits and what is expected; the counts stay. For a new source. */
    public void reset() {
        clear();
        started = false;
    }

    /** Packets that never came. */
    public long lost() {
        return lost;
    }

    /** Packets that came too late to be played. */
    public long late() {
        return late;
    }
}
