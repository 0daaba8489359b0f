package org.patchbay.scripting.internal.call;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.CallView;
import org.patchbay.directory.api.Directory;

/** A call as scripts see it. */
final class CallJson {
    private CallJson() {}

    /**
     * @param at when the script is asked
     */
    static String of(CallView call, Optional<Directory> directory, Instant at) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", call.id().value());
        map.put("at", at.toEpochMilli());
        map.put("caller", Map.of("number", call.caller().number(), "name", call.caller().name()));
        map.put("called", call.called());
        map.put("dialled", call.called());
        map.put("device", call.device().orElse(null));
        map.put("trunk", call.trunk().orElse(null));
        map.put("user", call.user().map(id -> user(id, directory)).orElse(null));
        map.put("args", call.request().map(CallView.AppRequest::arguments).orElse(Map.of()));
        return Json.write(map);
    }

    private static Map<String, Object> user(String id, Optional<Directory> directory) {
        return directory
                .map(d -> d.users().get(id))
                .map(Lookups::user)
                .orElseGet(() -> Map.of("id", id, "name", "", "number", ""));
    }
}
