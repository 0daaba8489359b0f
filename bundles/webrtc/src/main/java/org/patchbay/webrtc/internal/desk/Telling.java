package org.patchbay.webrtc.internal.desk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Party;

/**
 * What a page is told.
 *
 * @param fields plain values, lists and maps
 */
public record Telling(String type, Map<String, Object> fields) {
    public Telling {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    private Telling(String type) {
        this(type, Map.of());
    }

    public static Telling of(String type) {
        return new Telling(type);
    }

    public Telling with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Telling(type, more);
    }

    /**
     * @param of what the page said
     * @param detail for people
     */
    public static Telling error(String of, String code, String detail) {
        return of("error").with("of", of).with("code", code).with("detail", detail);
    }

    static Telling incoming(String call, boolean out, Party party) {
        return of("webrtc-incoming")
                .with("call", call)
                .with("direction", out ? "out" : "in")
                .with("party", party(party));
    }

    static Telling call(String call, String state, Party party) {
        return of("call").with("call", call).with("state", state).with("party", party(party));
    }

    static Telling ended(String call, Party party, DisconnectCause cause) {
        return call(call, "ended", party)
                .with("cause", cause.reason().name().toLowerCase(java.util.Locale.ROOT))
                .with("detail", cause.text());
    }

    static Map<String, Object> party(Party party) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("number", party.number());
        map.put("name", party.name());
        return map;
    }
}
