package org.patchbay.webrtc.internal.desk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.JoinProgress;
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

    /** As a browser takes it. */
    static Telling candidate(News.Found found) {
        return of("candidate")
                .with("session", found.session())
                .with("candidate", found.candidate().line())
                .with("index", 0)
                .with("ufrag", found.ufrag());
    }

    static Telling incoming(Call call) {
        return new Telling("webrtc-incoming", about(call));
    }

    /** What a page is told of a call that is new to it. */
    static Map<String, Object> about(Call call) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("call", call.id);
        about.put("direction", call.out ? "out" : "in");
        about.put("party", party(call.party));
        if (call.listensTo != null) {
            about.put("listensTo", call.listensTo);
        }
        return about;
    }

    /** What becomes of a third: the page has its words for each outcome. */
    static Telling joining(Call call, String third, JoinProgress progress) {
        Telling telling = call(call.id, call.shown, call.party).with("third", third);
        if (progress instanceof JoinProgress.Failed failed) {
            return telling.with("join", "failed").with("cause", reason(failed.cause()));
        }
        if (progress instanceof JoinProgress.Refused refused) {
            return telling.with("join", "refused").with("detail", refused.why());
        }
        return telling.with("join", progress instanceof JoinProgress.Done ? "done" : "begun");
    }

    static Telling call(String call, String state, Party party) {
        return of("call").with("call", call).with("state", state).with("party", party(party));
    }

    static Telling ended(String call, Party party, DisconnectCause cause) {
        return call(call, "ended", party).with("cause", reason(cause)).with("detail", cause.text());
    }

    private static String reason(DisconnectCause cause) {
        return cause.reason().name().toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> party(Party party) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("number", party.number());
        map.put("name", party.name());
        return map;
    }
}
