package org.patchbay.web.internal.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.WireMessage;
import org.patchbay.web.internal.http.Json;

/** What was said and decided in a call, as JSON, and no more of it than somebody can read. Pure. */
public final class TraceView {
    static final int MOST_MESSAGES = 2000;
    static final int MOST_LETTERS = 4 << 20;

    private final CallTrace trace;
    private final boolean whole;
    private final List<Map<String, Object>> steps = new ArrayList<>();
    private int messages;
    private int letters;
    private int left;

    private TraceView(CallTrace trace, boolean whole) {
        this.trace = trace;
        this.whole = whole;
    }

    /** One of a list. */
    public static Map<String, Object> head(CallTrace trace) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", trace.call().value());
        json.put("since", trace.began().toEpochMilli());
        json.put("caller", Json.fields(trace.caller()));
        json.put("called", trace.called());
        json.put("up", trace.end().isEmpty());
        trace.end()
                .ifPresent(
                        end -> {
                            json.put("ended", end.at().toEpochMilli());
                            json.put("end", end.text());
                        });
        return json;
    }

    /**
     * @param wire the messages of a leg, in their order
     * @param whole whether they are there in full
     */
    public static Map<String, Object> of(
            CallTrace trace, Function<LegId, List<WireMessage>> wire, boolean whole) {
        return new TraceView(trace, whole).json(wire);
    }

    private Map<String, Object> json(Function<LegId, List<WireMessage>> wire) {
        List<Map<String, Object>> legs = new ArrayList<>();
        trace.legs()
                .forEach(
                        (id, what) -> {
                            legs.add(Map.of("id", id.value(), "what", what));
                            wire.apply(id).forEach(message -> message(id, message));
                        });
        trace.marks().forEach(this::mark);
        // Stable: what came together stays in the order of its leg.
        steps.sort(Comparator.comparing(step -> (Long) step.get("at")));
        Map<String, Object> json = head(trace);
        json.put("legs", legs);
        json.put("steps", steps);
        json.put("left", trace.left() + left);
        return json;
    }

    private void mark(CallTrace.Mark mark) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("at", mark.at().toEpochMilli());
        step.put("mark", mark.text());
        steps.add(step);
    }

    private void message(LegId leg, WireMessage message) {
        if (messages == MOST_MESSAGES || letters + message.text().length() > MOST_LETTERS) {
            left++;
            return;
        }
        messages++;
        letters += message.text().length();
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("at", message.at().toEpochMilli());
        step.put("leg", leg.value());
        step.put("sent", message.sent());
        step.put("transport", message.transport());
        step.put("local", message.local());
        step.put("remote", message.remote());
        step.put("line", message.text().lines().findFirst().orElse(""));
        if (whole) {
            step.put("text", message.text());
        }
        steps.add(step);
    }
}
