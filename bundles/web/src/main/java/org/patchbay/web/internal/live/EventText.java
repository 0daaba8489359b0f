package org.patchbay.web.internal.live;

import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.web.internal.http.Json;

/** An event as watchers see it. Pure. */
final class EventText {
    private EventText() {}

    static String of(NumberedEvent numbered) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "event");
        message.put("number", numbered.number());
        message.put("at", numbered.at().toEpochMilli());
        message.put("event", event(numbered.event()));
        return Json.text(message);
    }

    static Map<String, Object> event(HouseEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", event.getClass().getSimpleName());
        if (event instanceof HouseEvent.LegDigit digit) {
            // Which key: it may be one of a PIN.
            json.put("call", digit.call().value());
            json.put("leg", digit.leg().value());
        } else {
            // Of a part that came or went, its own kind goes by another name.
            Json.fields((Record) event)
                    .forEach((k, v) -> json.put(k.equals("kind") ? "part" : k, v));
        }
        return json;
    }
}
