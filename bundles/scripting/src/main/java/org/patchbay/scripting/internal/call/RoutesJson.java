package org.patchbay.scripting.internal.call;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Hours;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.api.Routing;

/** Routes and hours as scripts see them: as they are written in the directory. */
final class RoutesJson {
    private RoutesJson() {}

    /**
     * The routes with a mark of the directory that they are of.
     *
     * @param known the mark that the script has already
     * @return null where it has these
     */
    static String of(Directory directory, String known) {
        Routing routing = directory.routing();
        // Versions begin anew when the directory's bundle is replaced.
        String mark = directory.version() + "-" + System.identityHashCode(routing);
        if (mark.equals(known)) {
            return null;
        }
        List<?> routes = routing.routes().stream().map(RoutesJson::route).toList();
        return Json.write(Map.of("mark", mark, "routes", routes));
    }

    static Map<String, Object> hours(Hours hours, Instant at) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", hours.id());
        map.put("timeZone", hours.zone().getId());
        map.put("open", hours.isOpen(at));
        return map;
    }

    private static Map<String, Object> route(Route route) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", route.id());
        Map<String, Object> when = new LinkedHashMap<>();
        when.put("trunk", some(route.when().trunks()));
        when.put("called", some(route.when().called()));
        when.put("caller", some(route.when().caller()));
        when.put("hours", route.when().hours().orElse(null));
        map.put("when", when);
        step(route.step(), map);
        return map;
    }

    private static void step(Route.Step step, Map<String, Object> map) {
        if (!step.ring().isEmpty()) {
            map.put("ring", step.ring());
            map.put("strategy", step.inOrder() ? "order" : "all");
        }
        step.out().ifPresent(out -> out(out, map));
        map.put("timeoutS", step.timeoutS().isPresent() ? step.timeoutS().getAsInt() : null);
        step.callerId()
                .ifPresent(
                        id ->
                                map.put(
                                        "callerId",
                                        Map.of("number", id.number(), "name", id.name())));
        map.put("voicemail", step.voicemail().orElse(null));
        map.put("menu", step.menu().orElse(null));
        map.put("app", step.app().orElse(null));
        map.put("room", step.room().orElse(null));
        map.put("reject", step.reject().orElse(null));
        if (!step.otherwise().isEmpty()) {
            Map<String, Object> otherwise = new LinkedHashMap<>();
            step.otherwise()
                    .forEach(
                            (outcome, instead) -> {
                                Map<String, Object> inner = new LinkedHashMap<>();
                                step(instead, inner);
                                otherwise.put(outcome, inner);
                            });
            map.put("otherwise", otherwise);
        }
    }

    private static void out(Route.Out out, Map<String, Object> map) {
        map.put("trunk", out.trunks());
        map.put("number", out.number().orElse(null));
        map.put("strip", out.strip() == 0 ? null : out.strip());
        map.put("prefix", out.prefix().isEmpty() ? null : out.prefix());
        map.put("form", out.form().orElse(null));
    }

    private static List<String> some(List<String> list) {
        return list.isEmpty() ? null : list;
    }
}
