package org.patchbay.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaEngineSnapshot;
import org.patchbay.media.api.MediaPort;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.Mix;
import org.patchbay.media.api.MixMember;
import org.patchbay.sdp.Direction;

/**
 * A media engine without sound: remembers who is in which mix, and what was played. Everything
 * takes effect at once. Any thread may call.
 */
public final class FakeMedia implements MediaEngine {
    /**
     * A session between 192.0.2.1:4000, which is ours, and 192.0.2.2:6000.
     *
     * @param srtp the suite; empty for none
     */
    public static MediaSessionSnapshot snapshot(String codec, String srtp) {
        return new MediaSessionSnapshot(
                "leg",
                codec,
                "192.0.2.1:4000",
                "192.0.2.2:6000",
                Direction.SENDRECV,
                false,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                -1,
                0,
                srtp,
                0,
                0,
                -100,
                -100);
    }

    private final List<FakeMix> mixes = new ArrayList<>();
    private final List<FakePlayer> players = new ArrayList<>();
    private MediaEngineSnapshot shown;

    @Override
    public synchronized FakeMix createMix(String name) {
        FakeMix mix = new FakeMix(name, this);
        mixes.add(mix);
        return mix;
    }

    @Override
    public FakePort createPort(String name) {
        return new FakePort(name);
    }

    @Override
    public MixMember createEcho(String name) {
        return new Member(name);
    }

    @Override
    public FakePlayer createTone(String name, List<Tone> tones) {
        return player(new FakePlayer(name, tones.toString()));
    }

    @Override
    public FakePlayer createPlayer(String name, Path file) {
        return player(new FakePlayer(name, file.toString()));
    }

    @Override
    public FakePlayer createMusic(String name) {
        return player(new FakePlayer(name, "music"));
    }

    private synchronized FakePlayer player(FakePlayer player) {
        players.add(player);
        return player;
    }

    @Override
    public synchronized MediaEngineSnapshot snapshot() {
        return shown != null
                ? shown
                : new MediaEngineSnapshot(0, openMixes().size(), 0, 0, List.of());
    }

    /** What {@link #snapshot} gives from now on. */
    public synchronized FakeMedia shows(MediaEngineSnapshot snapshot) {
        shown = snapshot;
        return this;
    }

    /** Every mix that was made, oldest first, closed ones too. */
    public synchronized List<FakeMix> mixes() {
        return List.copyOf(mixes);
    }

    /** Mixes that were not closed: a test of calls that leave nothing behind ends with none. */
    public synchronized List<FakeMix> openMixes() {
        return mixes.stream().filter(m -> !m.closed).toList();
    }

    /** Every tone and file player that was made, oldest first. */
    public synchronized List<FakePlayer> players() {
        return List.copyOf(players);
    }

    /** The mix that a member is in now. */
    public synchronized Optional<FakeMix> mixOf(MixMember member) {
        return mixes.stream().filter(m -> m.seats.containsKey(member)).findFirst();
    }

    /** Something that can join. */
    public static class Member implements MixMember {
        private final String name;

        public Member(String name) {
            this.name = name;
        }

        @Override
        public String memberName() {
            return name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A mix that knows who is in it. */
    public static final class FakeMix implements Mix {
        private final String name;
        private final FakeMedia media;
        private final Map<MixMember, Seat> seats = new LinkedHashMap<>();
        private final List<String> told = new ArrayList<>();
        private boolean closed;

        private FakeMix(String name, FakeMedia media) {
            this.name = name;
            this.media = media;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public CompletionStage<Void> join(MixMember member) {
            return enter(member, false);
        }

        @Override
        public CompletionStage<Void> listen(MixMember member) {
            return enter(member, true);
        }

        private CompletionStage<Void> enter(MixMember member, boolean muted) {
            synchronized (media) {
                if (closed) {
                    return CompletableFuture.failedFuture(
                            new IllegalStateException("mix " + name + " is closed"));
                }
                if (!seats.containsKey(member)) {
                    media.mixes.forEach(m -> m.seats.remove(member));
                    seats.put(member, new Seat(member.memberName(), -96, 0, muted));
                    told.add((muted ? "listen " : "join ") + member.memberName());
                }
                return CompletableFuture.completedFuture(null);
            }
        }

        @Override
        public CompletionStage<Void> leave(MixMember member) {
            synchronized (media) {
                if (seats.remove(member) != null) {
                    told.add("leave " + member.memberName());
                }
                return CompletableFuture.completedFuture(null);
            }
        }

        @Override
        public void gain(MixMember member, double db) {
            synchronized (media) {
                seats.computeIfPresent(
                        member, (m, s) -> new Seat(s.member(), s.levelDb(), db, s.muted()));
            }
        }

        @Override
        public void mute(MixMember member, boolean muted) {
            synchronized (media) {
                seats.computeIfPresent(
                        member, (m, s) -> new Seat(s.member(), s.levelDb(), s.gainDb(), muted));
            }
        }

        @Override
        public CompletionStage<MixSnapshot> snapshot() {
            synchronized (media) {
                return CompletableFuture.completedFuture(
                        new MixSnapshot(
                                name, "fake", false, 48_000, 0, List.copyOf(seats.values())));
            }
        }

        @Override
        public void close() {
            synchronized (media) {
                closed = true;
                seats.clear();
            }
        }

        /** Who is in it, in the order of joining. */
        public List<MixMember> members() {
            synchronized (media) {
                return List.copyOf(seats.keySet());
            }
        }

        public boolean has(MixMember member) {
            synchronized (media) {
                return seats.containsKey(member);
            }
        }

        /** Who is in it and is not heard, in the order of joining. */
        public List<MixMember> muted() {
            synchronized (media) {
                return seats.keySet().stream().filter(m -> seats.get(m).muted()).toList();
            }
        }

        /**
         * Who came and went, in order: {@code join NAME}, {@code listen NAME}, {@code leave NAME}.
         */
        public List<String> told() {
            synchronized (media) {
                return List.copyOf(told);
            }
        }

        public boolean closed() {
            synchronized (media) {
                return closed;
            }
        }

        @Override
        public String toString() {
            return "FakeMix " + name + " " + members();
        }
    }

    /** Plays until a test says {@link #finish}, or somebody stops it. */
    public static final class FakePlayer extends Member implements Player {
        private final String what;
        private final CompletableFuture<Boolean> finished = new CompletableFuture<>();

        private FakePlayer(String name, String what) {
            super(name);
            this.what = what;
        }

        /** The file, the tones, or {@code music}. */
        public String what() {
            return what;
        }

        public void finish() {
            finished.complete(true);
        }

        @Override
        public CompletionStage<Boolean> finished() {
            return finished;
        }

        @Override
        public void stop() {
            finished.complete(false);
        }

        public boolean over() {
            return finished.isDone();
        }
    }

    /** A port whose two rings a test fills and empties. */
    public static final class FakePort extends Member implements MediaPort {
        private static final int RING = 50;
        private final Queue<float[]> heard = new ConcurrentLinkedQueue<>();
        private final Queue<float[]> said = new ConcurrentLinkedQueue<>();
        private long overruns;

        private FakePort(String name) {
            super(name);
        }

        /** Lets the port hear a frame. */
        public synchronized void hear(float[] frame) {
            if (heard.size() == RING) {
                heard.remove();
                overruns++;
            }
            heard.add(frame.clone());
        }

        /** The next frame that was written, or null. */
        public float[] said() {
            return said.poll();
        }

        @Override
        public boolean read(float[] frame) {
            float[] next = heard.poll();
            if (next == null) {
                return false;
            }
            System.arraycopy(next, 0, frame, 0, frame.length);
            return true;
        }

        @Override
        public boolean write(float[] frame) {
            return said.size() < RING && said.add(frame.clone());
        }

        @Override
        public synchronized long overruns() {
            return overruns;
        }

        @Override
        public void close() {
            heard.clear();
            said.clear();
        }
    }
}
