package org.patchbay.web.internal.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patchbay.call.api.Counters;
import org.patchbay.media.api.MediaEngineSnapshot;

/** What the parts of the house count, as JSON. Pure. */
public final class Figures {
    private Figures() {}

    /** Each by its part and its name. */
    public static TreeMap<String, Map<String, Object>> counters(List<Counters> parts) {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        for (Counters part : parts) {
            part.read()
                    .forEach(
                            (name, value) -> {
                                Map<String, Object> json = new LinkedHashMap<>();
                                json.put("part", part.part());
                                json.put("name", name);
                                json.put("value", value);
                                items.put(part.part() + "." + name, json);
                            });
        }
        return items;
    }

    /**
     * @param ticks whether all of them are told, by how late they began
     */
    public static Map<String, Object> media(MediaEngineSnapshot engine, boolean ticks) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sessions", engine.sessions());
        json.put("mixes", engine.mixes());
        json.put("portPairsInUse", engine.portPairsInUse());
        json.put("portPairsFree", engine.portPairsFree());
        List<Object> loops = new ArrayList<>();
        engine.loops().forEach(loop -> loops.add(loop(loop, ticks)));
        json.put("loops", loops);
        return json;
    }

    private static Map<String, Object> loop(MediaEngineSnapshot.Loop loop, boolean ticks) {
        MediaEngineSnapshot.Lateness late = loop.lateness();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", loop.name());
        json.put("sessions", loop.sessions());
        json.put("mixes", loop.mixes());
        json.put("busy", loop.busy());
        json.put("ticks", late.tickCount());
        json.put("lateP50Us", late.p50Us());
        json.put("lateP99Us", late.p99Us());
        json.put("lateMaxUs", late.maxUs());
        if (ticks) {
            json.put("ticksByLateUs", late.ticks());
        }
        return json;
    }
}
