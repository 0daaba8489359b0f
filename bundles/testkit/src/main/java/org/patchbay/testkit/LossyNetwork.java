package org.patchbay.testkit;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A bad network in virtual time: packets go in with the time of their sending and come out when
 * they arrive, if they do. The same seed loses the same packets. Not for several threads.
 *
 * @param <P> what a packet is
 */
public final class LossyNetwork<P> {
    private final PriorityQueue<InFlight<P>> flying = new PriorityQueue<>();
    private final Random random;
    private double loss;
    private double burst = 1;
    private double duplicates;
    private double reorder;
    private long reorderNanos;
    private long delayNanos;
    private long jitterNanos;
    private boolean ordered;
    private boolean losing;
    private long latestNanos = Long.MIN_VALUE;
    private long entered;
    private long sent;
    private long lost;

    public LossyNetwork(long seed) {
        this.random = new Random(seed);
    }

    /** Loses that share of the packets, 0…1, each by itself. */
    public LossyNetwork<P> loss(double share) {
        return loss(share, 1);
    }

    /** Loses that share of the packets, in runs of {@code burstLength} on average. */
    public LossyNetwork<P> loss(double share, double burstLength) {
        this.loss = share;
        this.burst = Math.max(1, burstLength);
        return this;
    }

    /** Delivers that share of the packets twice. */
    public LossyNetwork<P> duplicates(double share) {
        this.duplicates = share;
        return this;
    }

    /** Holds that share of the packets back by {@code extra}, so that later ones overtake them. */
    public LossyNetwork<P> reorder(double share, Duration extra) {
        this.reorder = share;
        this.reorderNanos = extra.toNanos();
        return this;
    }

    /** How long a packet takes at the least. */
    public LossyNetwork<P> delay(Duration delay) {
        this.delayNanos = delay.toNanos();
        return this;
    }

    /** How much longer it may take, evenly spread; with more than a packet's time they overtake. */
    public LossyNetwork<P> jitter(Duration jitter) {
        this.jitterNanos = jitter.toNanos();
        return this;
    }

    /** Jitter of a queue: nothing overtakes but what {@link #reorder} holds back. */
    public LossyNetwork<P> ordered(boolean keepOrder) {
        this.ordered = keepOrder;
        return this;
    }

    /** Sends a packet. The array or object itself travels: do not reuse it. */
    public void send(P packet, long nowNanos) {
        sent++;
        if (loses()) {
            lost++;
            return;
        }
        long at = arrival(nowNanos);
        add(packet, at);
        if (random.nextDouble() < duplicates) {
            add(packet, ordered ? at : arrival(nowNanos));
        }
    }

    /** Gilbert's model: once a packet is lost the next is more likely to be. */
    private boolean loses() {
        double goesOn = Math.max(loss, 1 - 1 / burst);
        double begins = loss >= 1 ? 1 : loss * (1 - goesOn) / (1 - loss);
        losing = random.nextDouble() < (losing ? goesOn : begins);
        return losing;
    }

    private long arrival(long nowNanos) {
        long at = nowNanos + delayNanos + (long) (random.nextDouble() * jitterNanos);
        if (ordered) {
            at = Math.max(at, latestNanos);
            latestNanos = at;
        }
        return random.nextDouble() < reorder ? at + reorderNanos : at;
    }

    private void add(P packet, long at) {
        flying.add(new InFlight<>(packet, at, entered++));
    }

    /** Gives what has arrived until {@code nowNanos}, in the order of arrival. */
    public void deliver(long nowNanos, Receiver<? super P> receiver) {
        while (!flying.isEmpty() && flying.peek().atNanos() <= nowNanos) {
            InFlight<P> next = flying.remove();
            receiver.packet(next.packet(), next.atNanos());
        }
    }

    /** Packets that were sent, duplicates not counted. */
    public long sent() {
        return sent;
    }

    public long lost() {
        return lost;
    }

    /** Takes packets with the time of their arrival. */
    @FunctionalInterface
    public interface Receiver<P> {
        void packet(P packet, long arrivalNanos);
    }

    private record InFlight<P>(P packet, long atNanos, long order)
            implements Comparable<InFlight<P>> {
        @Override
        public int compareTo(InFlight<P> other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
