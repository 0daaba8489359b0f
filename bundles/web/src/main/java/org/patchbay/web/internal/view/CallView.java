package org.patchbay.web.internal.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.LineStates;
import org.patchbay.call.api.Party;
import org.patchbay.directory.api.Directory;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.Mix.MixSnapshot;
import org.patchbay.media.api.Mix.Seat;
import org.patchbay.web.internal.http.Json;

/** A call as JSON. What is not known is left out. Pure. */
public final class CallView {
    private static final double SILENCE_DB = -96;

    private final Names names;
    private final Map<LegId, Party> callers;
    private final Function<LegSnapshot, Optional<LineStates.State>> states;

    /**
     * @param callers who called, by the leg with which he did: a room has legs of others' calls
     * @param states how far a leg has come, where somebody knows
     */
    public CallView(
            Optional<Directory> directory,
            Map<LegId, Party> callers,
            Function<LegSnapshot, Optional<LineStates.State>> states) {
        this.names = new Names(directory);
        this.callers = callers;
        this.states = states;
    }

    public Map<String, Object> call(CallSnapshot call) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", call.id().value());
        json.put("since", call.startedAt().toEpochMilli());
        call.answeredAt().ifPresent(at -> json.put("answered", at.toEpochMilli()));
        json.put("state", call.state());
        json.put("caller", party(call.caller()));
        json.put("called", call.called());
        call.room().ifPresent(room -> json.put("room", room));
        call.listensTo().ifPresent(heard -> json.put("listensTo", heard.value()));
        if (!call.decidedBy().isEmpty()) {
            json.put("app", call.decidedBy());
            json.put("reasons", call.reasons());
        }
        json.put("legs", call.legs().stream().map(leg -> leg(call, leg)).toList());
        call.mix().ifPresent(mix -> json.put("mix", mix(mix)));
        json.put("hears", hears(call));
        return json;
    }

    /** With each figure that there is: addresses, packets, levels, seats of the mix. */
    public Map<String, Object> whole(CallSnapshot call) {
        Map<String, Object> json = call(call);
        json.put("legs", call.legs().stream().map(leg -> whole(call, leg)).toList());
        call.mix()
                .ifPresent(
                        mix -> {
                            Map<String, Object> seated = mix(mix);
                            seated.put("seats", Json.tree(mix.seats()));
                            json.put("mix", seated);
                        });
        return json;
    }

    private Map<String, Object> whole(CallSnapshot call, LegSnapshot leg) {
        Map<String, Object> json = leg(call, leg);
        json.put("address", leg.address());
        leg.media().ifPresent(media -> json.put("media", Json.fields(media)));
        return json;
    }

    private static Map<String, Object> party(Party party) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", party.name());
        json.put("number", party.number());
        return json;
    }

    private static Map<String, Object> mix(MixSnapshot mix) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rateHz", mix.rateHz());
        json.put("relayed", mix.relaying());
        json.put("loop", mix.loop());
        return json;
    }

    private Map<String, Object> leg(CallSnapshot call, LegSnapshot leg) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", leg.id().value());
        json.put("target", leg.target());
        json.put("party", party(who(call, leg)));
        json.put("direction", leg.incoming() ? "in" : "out");
        json.put("state", state(leg));
        leg.media().ifPresent(media -> media(media, json));
        seat(call, leg)
                .ifPresent(
                        seat -> {
                            json.put("muted", seat.muted());
                            level(call, seat).ifPresent(db -> json.put("levelDb", db));
                        });
        return json;
    }

    private Party who(CallSnapshot call, LegSnapshot leg) {
        if (!leg.incoming()) {
            return names.party(leg.target());
        }
        return call.room().isEmpty()
                ? call.caller()
                : callers.getOrDefault(leg.id(), names.party(leg.target()));
    }

    private static void media(MediaSessionSnapshot media, Map<String, Object> json) {
        if (!media.codec().isEmpty()) {
            json.put("codec", media.codec());
        }
        json.put("protection", media.srtp().isEmpty() ? "none" : media.srtp());
        json.put("held", media.held());
        quality(media, json);
    }

    private static void quality(MediaSessionSnapshot media, Map<String, Object> json) {
        long expected = media.packetsReceived() + media.lost();
        if (expected > 0) {
            double loss = 100.0 * media.lost() / expected;
            json.put("lossPercent", tenths(loss));
            json.put("jitterMs", tenths(media.jitterMs()));
            double roundTripMs = Math.max(0, media.roundTripMs());
            json.put("mos", Mos.of(media.codec(), loss, roundTripMs / 2 + media.playoutMs() + 20));
        }
        if (media.roundTripMs() >= 0) {
            json.put("rttMs", tenths(media.roundTripMs()));
        }
    }

    /** One of dialling, ringing, early, up, held, ended, whatever protocol the leg speaks. */
    private String state(LegSnapshot leg) {
        if (leg.state().equalsIgnoreCase("ended")) {
            return "ended";
        }
        Optional<LineStates.State> state = states.apply(leg);
        boolean sounds = leg.media().map(m -> !m.codec().isEmpty()).orElse(false);
        if (state.isEmpty()) {
            return sounds ? "up" : "dialling";
        }
        return switch (state.get()) {
            case TRYING -> sounds ? "early" : "dialling";
            case RINGING -> sounds ? "early" : "ringing";
            case TALKING ->
                    leg.media().map(MediaSessionSnapshot::held).orElse(false) ? "held" : "up";
        };
    }

    private static Optional<Seat> seat(CallSnapshot call, LegSnapshot leg) {
        return call.mix().flatMap(m -> m.seats().stream().filter(s -> isOf(s, leg)).findFirst());
    }

    private static boolean isOf(Seat seat, LegSnapshot leg) {
        return seat.member().equals(leg.id().value())
                || leg.media().map(m -> m.name().equals(seat.member())).orElse(false);
    }

    /** What is relayed is not decoded, and says nothing of how loud it is. */
    private static Optional<Double> level(CallSnapshot call, Seat seat) {
        boolean relaying = call.mix().map(MixSnapshot::relaying).orElse(false);
        return relaying && seat.levelDb() <= SILENCE_DB
                ? Optional.empty()
                : Optional.of(tenths(seat.levelDb()));
    }

    /** By id of each leg in the mix: whom it hears. */
    private static Map<String, Object> hears(CallSnapshot call) {
        List<LegSnapshot> seated =
                call.legs().stream().filter(leg -> seat(call, leg).isPresent()).toList();
        Map<String, Object> hears = new LinkedHashMap<>();
        for (LegSnapshot listener : seated) {
            List<String> heard = new ArrayList<>();
            if (listener.media().map(m -> m.direction().sends()).orElse(true)) {
                seated.stream()
                        .filter(other -> other != listener && says(call, other))
                        .forEach(other -> heard.add(other.id().value()));
            }
            hears.put(listener.id().value(), heard);
        }
        return hears;
    }

    private static boolean says(CallSnapshot call, LegSnapshot leg) {
        return seat(call, leg).map(s -> !s.muted()).orElse(false)
                && leg.media().map(m -> m.direction().receives()).orElse(true);
    }

    /** By leg: how loud it is, in dB, where it is decoded. */
    public static Map<String, Object> levels(CallSnapshot call) {
        Map<String, Object> levels = new LinkedHashMap<>();
        for (LegSnapshot leg : call.legs()) {
            level(call, leg).ifPresent(db -> levels.put(leg.id().value(), db));
        }
        return levels;
    }

    /** The same with how well it comes: what changes while a call is up and no event tells. */
    public static Map<String, Object> figures(CallSnapshot call) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (LegSnapshot leg : call.legs()) {
            Map<String, Object> json = new LinkedHashMap<>();
            leg.media().ifPresent(media -> quality(media, json));
            level(call, leg).ifPresent(db -> json.put("levelDb", db));
            if (!json.isEmpty()) {
                figures.put(leg.id().value(), json);
            }
        }
        return figures;
    }

    private static Optional<Double> level(CallSnapshot call, LegSnapshot leg) {
        return seat(call, leg).flatMap(seat -> level(call, seat));
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
