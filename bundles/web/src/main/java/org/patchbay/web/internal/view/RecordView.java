package org.patchbay.web.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.CallRecord;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.api.LegRecord.Quality;
import org.patchbay.web.internal.http.Json;

/** Call records as JSON. What is not known is left out. Pure. */
public final class RecordView {
    private RecordView() {}

    public static Map<String, Object> call(CallRecord call) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", call.call());
        json.put("since", call.startedAt().toEpochMilli());
        put(json, "answered", call.answeredAt());
        json.put("direction", word(call.direction()));
        json.put("caller", Json.fields(call.caller()));
        json.put("called", call.called());
        json.put("source", call.source());
        call.room().ifPresent(room -> json.put("room", room));
        json.put("decidedBy", call.decidedBy());
        json.put("up", call.end().isEmpty());
        end(json, call.end());
        call.duration().map(Duration::toMillis).ifPresent(ms -> json.put("durationMs", ms));
        call.talk().map(Duration::toMillis).ifPresent(ms -> json.put("talkMs", ms));
        return json;
    }

    /**
     * @param most that are told; how many more there are is {@code legsLeft}
     */
    public static Map<String, Object> call(CallRecord call, List<LegRecord> legs, int most) {
        Map<String, Object> json = call(call);
        json.put("legs", legs.stream().limit(most).map(RecordView::leg).toList());
        if (legs.size() > most) {
            json.put("legsLeft", legs.size() - most);
        }
        return json;
    }

    private static Map<String, Object> leg(LegRecord leg) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", leg.leg());
        json.put("direction", leg.incoming() ? "in" : "out");
        json.put("target", leg.target());
        json.put("since", leg.addedAt().toEpochMilli());
        put(json, "ringing", leg.ringingAt());
        put(json, "answered", leg.answeredAt());
        end(json, leg.end());
        leg.quality().ifPresent(quality -> quality(json, quality));
        return json;
    }

    private static void quality(Map<String, Object> json, Quality quality) {
        json.put("codec", quality.codec());
        json.put("packetsReceived", quality.received());
        json.put("packetsLost", quality.lost());
        json.put("lossPercent", hundredths(quality.lossPercent()));
        json.put("farLossPercent", hundredths(quality.farLossPercent()));
        json.put("jitterMs", hundredths(quality.jitterMs()));
    }

    private static void end(Map<String, Object> json, Optional<End> end) {
        if (end.isEmpty()) {
            return;
        }
        put(json, "ended", end.get().at());
        json.put("cause", end.get().cause());
        if (end.get().sipCode() > 0) {
            json.put("sipCode", end.get().sipCode());
        }
        json.put("causeText", end.get().text());
        end.get().by().ifPresent(by -> json.put("hungUpBy", word(by)));
    }

    private static void put(Map<String, Object> json, String name, Optional<Instant> at) {
        at.ifPresent(t -> json.put(name, t.toEpochMilli()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
