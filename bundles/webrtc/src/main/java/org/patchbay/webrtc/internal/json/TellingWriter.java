package org.patchbay.webrtc.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.webrtc.internal.desk.Telling;

/** Writes what a page is told. Any thread. */
public final class TellingWriter {
    private final ObjectMapper mapper = new ObjectMapper();

    public String write(Telling telling) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", telling.type());
        all.putAll(telling.fields());
        try {
            return mapper.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
