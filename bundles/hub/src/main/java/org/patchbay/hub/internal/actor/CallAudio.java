package org.patchbay.hub.internal.actor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.part.Parts;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.Mix;
import org.patchbay.media.api.Mix.MixSnapshot;
import org.patchbay.media.api.MixMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mix of a call or a room, made when somebody joins, and what plays in it. Owned by the call's
 * thread but for {@link #picture}, which anybody may ask.
 */
final class CallAudio {
    private static final Logger LOG = LoggerFactory.getLogger(CallAudio.class);
    private static final Duration STALE = Duration.ofSeconds(1);

    private final CallId call;
    private final Parts parts;
    private final InstantSource clock;
    private final Consumer<Message> post;
    private final Map<LegId, MixMember> members = new HashMap<>();
    private final Map<Long, MixMember> plays = new HashMap<>();
    private MediaEngine.Player ringback;
    private MediaEngine.Player music;
    private volatile Mix mix;
    private volatile MixSnapshot lastPicture;
    private volatile Instant askedAt = Instant.MIN;

    CallAudio(CallId call, Parts parts, InstantSource clock, Consumer<Message> post) {
        this.call = call;
        this.parts = parts;
        this.clock = clock;
        this.post = post;
    }

    /**
     * Lets a leg hear and be heard; nothing where it is in already.
     *
     * @return false where there is no media engine
     */
    boolean join(LegId leg, MixMember member) {
        return enter(leg, member, Mix::join);
    }

    /** Lets a leg of another call hear, as {@link #join} does. */
    boolean listen(LegId leg, MixMember member) {
        return enter(leg, member, Mix::listen);
    }

    private boolean enter(
            LegId leg, MixMember member, BiFunction<Mix, MixMember, CompletionStage<Void>> door) {
        if (member.equals(members.get(leg))) {
            return true;
        }
        Optional<Mix> room = mix();
        if (room.isEmpty()) {
            return false;
        }
        leave(leg);
        members.put(leg, member);
        door.apply(room.get(), member).whenComplete((done, error) -> joined(leg, error));
        return true;
    }

    private void joined(LegId leg, Throwable error) {
        if (error != null) {
            LOG.warn("call {}: leg {} could not join the mix", call, leg, error);
        }
        refresh();
    }

    boolean isIn(LegId leg) {
        return members.containsKey(leg);
    }

    void leave(LegId leg) {
        MixMember member = members.remove(leg);
        if (member != null && mix != null) {
            mix.leave(member);
        }
    }

    /** It hears, and is heard or not, for as long as it is in. */
    void mute(LegId leg, boolean muted) {
        MixMember member = members.get(leg);
        if (member != null && mix != null) {
            mix.mute(member, muted);
        }
    }

    /** It has moved to the mix of a room. */
    void forget(LegId leg) {
        members.remove(leg);
    }

    /** Plays something that ends by itself; {@link Message.PlayEnded} tells when. */
    void play(long ticket, Function<MediaEngine, MediaEngine.Player> source) {
        try {
            Mix room = mix().orElseThrow(CallAudio::noEngine);
            MediaEngine.Player player = source.apply(parts.engine().orElseThrow());
            plays.put(ticket, player);
            room.join(player);
            player.finished()
                    .whenComplete(
                            (whole, error) -> {
                                boolean complete = error == null && whole;
                                post.accept(ended(ticket, complete, error));
                            });
        } catch (RuntimeException e) {
            post.accept(ended(ticket, false, e));
        }
    }

    void echo(long ticket) {
        try {
            Mix room = mix().orElseThrow(CallAudio::noEngine);
            MixMember echo = parts.engine().orElseThrow().createEcho("echo-" + call + "-" + ticket);
            plays.put(ticket, echo);
            room.join(echo);
        } catch (RuntimeException e) {
            post.accept(ended(ticket, false, e));
        }
    }

    /** Begins or ends the tone; a call without an engine rings in silence. */
    void ringback(boolean on) {
        if (ringback != null) {
            ringback.stop();
            if (mix != null) {
                mix.leave(ringback);
            }
            ringback = null;
        }
        Optional<Mix> room = on ? mix() : Optional.empty();
        if (room.isPresent()) {
            String name = "ringback-" + call;
            ringback = parts.engine().orElseThrow().createTone(name, RingbackTone.TONES);
            room.get().join(ringback);
        }
    }

    /** Begins or ends the music for who waits; without an engine it is silence. */
    void music(boolean on) {
        if (music != null) {
            music.stop();
            music = null;
        }
        Optional<Mix> room = on ? mix() : Optional.empty();
        if (room.isPresent()) {
            MediaEngine.Player player = parts.engine().orElseThrow().createMusic("music-" + call);
            music = player;
            room.get().join(player);
            // It fades first.
            player.finished().whenComplete((whole, error) -> room.get().leave(player));
        }
    }

    void stop(long ticket) {
        MixMember play = plays.get(ticket);
        if (play instanceof MediaEngine.Player player) {
            player.stop();
        } else if (play != null) {
            post.accept(ended(ticket, true, null));
        }
    }

    /** What played is out of the mix. */
    void played(long ticket) {
        MixMember play = plays.remove(ticket);
        if (play != null && mix != null) {
            mix.leave(play);
        }
    }

    void close() {
        ringback(false);
        music(false);
        for (MixMember play : plays.values()) {
            if (play instanceof MediaEngine.Player player) {
                player.stop();
            }
        }
        plays.clear();
        members.clear();
        Mix last = mix;
        mix = null;
        if (last != null) {
            last.close();
        }
    }

    private Optional<Mix> mix() {
        if (mix == null) {
            mix = parts.engine().map(engine -> engine.createMix(call.value())).orElse(null);
        }
        return Optional.ofNullable(mix);
    }

    /**
     * The mix as it was when somebody asked last, or joined; asking starts a new look at most once
     * a second, and never waits for it.
     */
    Optional<MixSnapshot> picture() {
        if (clock.instant().isAfter(askedAt.plus(STALE))) {
            refresh();
        }
        return mix == null ? Optional.empty() : Optional.ofNullable(lastPicture);
    }

    private void refresh() {
        Mix room = mix;
        if (room == null) {
            return;
        }
        askedAt = clock.instant();
        room.snapshot()
                .whenComplete((now, error) -> lastPicture = error == null ? now : lastPicture);
    }

    private static Message ended(long ticket, boolean complete, Throwable error) {
        Optional<RuntimeException> failure = Optional.ofNullable(error).map(Causes::unchecked);
        return new Message.PlayEnded(ticket, complete, failure);
    }

    private static IllegalStateException noEngine() {
        return new IllegalStateException("there is no media engine");
    }
}
