package org.patchbay.media.internal.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.media.api.Mix;
import org.patchbay.media.api.MixMember;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.loop.PacketBuffers;
import org.patchbay.media.internal.loop.Ticker;
import org.patchbay.media.internal.relay.RelayEnd;

/**
 * The mix-minus of one call or room, pinned to one media loop. Each tick has two steps, so that
 * encodes can be shared and talkers chosen between them: everybody's voice is collected into a sum,
 * then everybody is given the sum without its own. Two sessions that fit are relayed instead.
 */
public final class HubMix implements Mix, Ticker {
    /** Ticks for which the playouts of relayed sessions are fed before the mix takes over. */
    private static final int WARM_TICKS = 5;

    private final String name;
    private final MediaLoop loop;
    private final Runnable onClose;
    private final List<Place> seats = new ArrayList<>();
    private int rateHz = 8000;
    private long ticks;
    private boolean closed;
    private boolean relaying;

    /** Ticks until the relay ends; 0 where it goes on. */
    private int warming;

    /**
     * @param onClose runs once, on the loop, when the mix is over
     */
    public HubMix(String name, MediaLoop loop, Runnable onClose) {
        this.name = name;
        this.loop = loop;
        this.onClose = onClose;
        loop.mixes().incrementAndGet();
    }

    // ---- any thread ----

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<Void> join(MixMember member) {
        return enter(ours(member), true);
    }

    @Override
    public CompletionStage<Void> listen(MixMember member) {
        return enter(ours(member), false);
    }

    private CompletionStage<Void> enter(Member m, boolean heard) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        m.post(() -> m.enter(this, heard, done));
        return done;
    }

    @Override
    public CompletionStage<Void> leave(MixMember member) {
        Member m = ours(member);
        CompletableFuture<Void> done = new CompletableFuture<>();
        m.postSoon(() -> m.exit(this, done));
        return done;
    }

    @Override
    public void gain(MixMember member, double db) {
        Member m = ours(member);
        m.post(() -> seated(m, s -> s.gain(db)));
    }

    @Override
    public void mute(MixMember member, boolean muted) {
        Member m = ours(member);
        m.post(() -> seated(m, s -> s.mute(muted)));
    }

    @Override
    public CompletionStage<MixSnapshot> snapshot() {
        CompletableFuture<MixSnapshot> done = new CompletableFuture<>();
        loop.post(() -> done.complete(picture()));
        return done;
    }

    @Override
    public void close() {
        loop.postSoon(this::closeHere);
    }

    private static Member ours(MixMember member) {
        if (member instanceof Member m) {
            return m;
        }
        throw new IllegalArgumentException("not made by this engine: " + member);
    }

    // ---- on the loop ----

    MediaLoop loop() {
        return loop;
    }

    boolean isClosed() {
        return closed;
    }

    private void seated(Member member, java.util.function.Consumer<Place> change) {
        // A member that sits elsewhere is on another loop, maybe: only its own mix may be touched.
        if (member.mix() == this) {
            for (Place seat : seats) {
                if (seat.member == member) {
                    change.accept(seat);
                }
            }
            rearrange();
        }
    }

    void seat(Member member, boolean heard, CompletableFuture<Void> arrival) {
        if (seats.isEmpty()) {
            loop.addTicker(this);
        }
        Place place = new Place(member, arrival);
        place.mute(!heard);
        seats.add(place);
        member.seated();
        rearrange();
        if (!relaying || warming == 0) {
            allArrived();
        }
    }

    private void allArrived() {
        for (int i = 0; i < seats.size(); i++) {
            seats.get(i).arrived();
        }
    }

    void unseat(Member member) {
        for (int i = 0; i < seats.size(); i++) {
            Place seat = seats.get(i);
            if (seat.member == member) {
                seats.remove(i);
                alone(member);
                seat.arrived();
                if (relaying && member instanceof RelayEnd) {
                    endRelay(member);
                }
                break;
            }
        }
        if (seats.isEmpty()) {
            loop.removeTicker(this);
        }
        rearrange();
    }

    /** Something about the members changed: rate, or whether they can be relayed. */
    public void rearrange() {
        int needed = 8000;
        // By number, here too: a peer can make us come here with every packet.
        for (int i = 0; i < seats.size(); i++) {
            needed = Math.max(needed, seats.get(i).member.neededRateHz());
        }
        rateHz = needed;
        introduce();
        boolean fits = relayFits();
        if (fits && !relaying) {
            beginRelay(false);
        } else if (fits && warming > 0) {
            warming = 0;
            beginRelay(false);
            allArrived();
        } else if (!fits && relaying && warming == 0) {
            warm();
        }
    }

    /** Two sessions pass keys on to each other; in a room, keys are the room's business. */
    private void introduce() {
        boolean pair =
                seats.size() == 2
                        && seats.get(0).member instanceof RelayEnd
                        && seats.get(1).member instanceof RelayEnd;
        for (int i = 0; i < seats.size(); i++) {
            if (seats.get(i).member instanceof RelayEnd end) {
                end.partner(pair ? (RelayEnd) seats.get(1 - i).member : null);
            }
        }
    }

    /** Whoever left plays keys to nobody. */
    private static void alone(Member member) {
        if (member instanceof RelayEnd end) {
            end.partner(null);
        }
    }

    private boolean relayFits() {
        return seats.size() == 2
                && seats.get(0).plain()
                && seats.get(1).plain()
                && seats.get(0).member instanceof RelayEnd a
                && seats.get(1).member instanceof RelayEnd b
                && a.fits(b)
                && b.fits(a);
    }

    private void beginRelay(boolean keepWarm) {
        RelayEnd a = (RelayEnd) seats.get(0).member;
        RelayEnd b = (RelayEnd) seats.get(1).member;
        relaying = true;
        a.relayTo(b, keepWarm);
        b.relayTo(a, keepWarm);
    }

    /** The relay goes on for some ticks, while the playouts fill. */
    private void warm() {
        beginRelay(true);
        warming = WARM_TICKS;
    }

    private void endRelay(Member gone) {
        relaying = false;
        warming = 0;
        if (gone instanceof RelayEnd end) {
            end.endRelay();
        }
        // The two that were relayed are always the first ones.
        for (int i = 0; i < Math.min(2, seats.size()); i++) {
            if (seats.get(i).member instanceof RelayEnd end) {
                end.endRelay();
            }
        }
        allArrived();
    }

    @Override
    public int weight() {
        return relaying ? 1 : 1 + seats.size();
    }

    @Override
    public void tick(long tick, long nowNanos) {
        ticks++;
        if (relaying) {
            relayTick(tick, nowNanos);
        }
        if (!relaying) {
            mixTick(tick, nowNanos);
        }
    }

    private void relayTick(long tick, long nowNanos) {
        for (int i = 0; i < 2; i++) {
            Member member = seats.get(i).member;
            ((RelayEnd) member).relayTick(tick, nowNanos);
            if (warming > 1) {
                // Heard by nobody: the playout learns its delay, the decoder its state.
                int rate = member.sourceRateHz(rateHz);
                member.pull(loop.buffers().voice(), rate / 50, rate, nowNanos);
            }
        }
        if (warming > 0 && --warming == 0) {
            endRelay(null);
        }
    }

    private void mixTick(long tick, long nowNanos) {
        PacketBuffers buffers = loop.buffers();
        float[] sum = buffers.sum();
        float[] voice = buffers.voice();
        int talkers = 0;
        int count = seats.size();
        for (int i = 0; i < count; i++) {
            Place seat = seats.get(i);
            try {
                if (seat.collect(voice, sum, talkers == 0, rateHz, nowNanos)) {
                    talkers++;
                }
            } catch (RuntimeException | LinkageError e) {
                seat.failed();
                loop.failed(seat.member.memberName(), e);
            }
        }
        // From the end: a member may leave by itself.
        for (int i = count - 1; i >= 0; i--) {
            Place seat = seats.get(i);
            if (!seat.member.hears()) {
                continue;
            }
            try {
                seat.deliver(sum, talkers, buffers.mine(), voice, rateHz, tick, nowNanos);
            } catch (RuntimeException | LinkageError e) {
                loop.failed(seat.member.memberName(), e);
            }
        }
    }

    private MixSnapshot picture() {
        return new MixSnapshot(
                name,
                loop.name(),
                relaying,
                rateHz,
                ticks,
                seats.stream().map(Place::snapshot).toList());
    }

    private void closeHere() {
        if (closed) {
            return;
        }
        closed = true;
        if (relaying) {
            endRelay(null);
        }
        Place[] left = seats.toArray(Place[]::new);
        seats.clear();
        if (left.length > 0) {
            loop.removeTicker(this);
        }
        for (Place seat : left) {
            seat.arrived();
            alone(seat.member);
            seat.member.dismissed();
        }
        loop.mixes().decrementAndGet();
        onClose.run();
    }

    @Override
    public String toString() {
        return name + " on " + loop.name() + Arrays.toString(seats.toArray());
    }
}
