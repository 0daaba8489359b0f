package org.patchbay.scripting.internal.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;

/**
 * Makes a {@link Plan} of what a script wrote: maps, lists, strings and numbers. Pure. Its errors
 * name the place and what was expected there.
 */
public final class PlanReader {
    private static final int DEFAULT_TIMEOUT_S = 30;
    private static final int MAX_TARGETS = 32;
    private static final int MAX_DEPTH = 6;
    private static final int MAX_ARGUMENTS = 32;
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z*#+._-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z._-]{1,64}");
    private static final Set<String> RING_KEYS =
            Set.of("ring", "strategy", "timeoutS", "otherwise", "callerId");
    private static final Set<String> TRUNK_KEYS =
            Set.of("trunk", "number", "timeoutS", "otherwise", "callerId");
    private static final Map<String, Plan.Outcome> OUTCOMES =
            Map.of(
                    "noAnswer", Plan.Outcome.NO_ANSWER,
                    "busy", Plan.Outcome.BUSY,
                    "declined", Plan.Outcome.DECLINED,
                    "unreachable", Plan.Outcome.UNREACHABLE,
                    "failed", Plan.Outcome.FAILED);

    private final String dialled;
    private final boolean ringOnly;

    private PlanReader(String dialled, boolean ringOnly) {
        this.dialled = dialled;
        this.ringOnly = ringOnly;
    }

    /**
     * @param written what the script gave
     * @param dialled the number that the caller dialled, for plans that name none
     * @throws PlanException where it is no plan
     */
    public static Plan read(Object written, String dialled) {
        return read(written, dialled, "plan");
    }

    /**
     * @param place of the plan, for errors
     */
    public static Plan read(Object written, String dialled, String place) {
        return new PlanReader(dialled, false).plan(written, place, 0);
    }

    /** A plan that rings, and otherwise rings: nothing that takes the call from who dials. */
    public static Plan.Ring readRing(Object written, String dialled, String place) {
        return (Plan.Ring) new PlanReader(dialled, true).plan(written, place, 0);
    }

    private Plan plan(Object written, String place, int depth) {
        if (depth > MAX_DEPTH) {
            throw new PlanException(place, "plans are nested deeper than " + MAX_DEPTH);
        }
        if (!(written instanceof Map<?, ?> raw)) {
            throw new PlanException(
                    place, "expected a plan such as {ring: ['user:anna']}, not " + show(written));
        }
        Map<String, Object> map = keys(raw);
        if (map.containsKey("ring")) {
            return ring(map, place, depth);
        }
        if (map.containsKey("trunk")) {
            return trunk(map, place, depth);
        }
        if (ringOnly) {
            throw new PlanException(
                    place,
                    "expected a plan that rings, {ring: […]} or {trunk: …}, found "
                            + map.keySet()
                            + "; passTo gives the call away");
        }
        if (map.containsKey("room")) {
            only(map, Set.of("room"), place);
            return new Plan.JoinRoom(matching(NUMBER, map.get("room"), place + ".room"));
        }
        if (map.containsKey("app")) {
            return app(map, place, depth);
        }
        if (map.containsKey("reject")) {
            only(map, Set.of("reject"), place);
            return new Plan.Reject(Reasons.toReject(map.get("reject"), place + ".reject"));
        }
        throw new PlanException(
                place, "expected one of ring, trunk, room, app, reject, found " + map.keySet());
    }

    private Plan ring(Map<String, Object> map, String place, int depth) {
        only(map, RING_KEYS, place);
        List<Target> targets = new ArrayList<>();
        Object written = map.get("ring");
        if (written instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                targets.add(target(list.get(i), place + ".ring[" + i + "]"));
            }
        } else {
            targets.add(target(written, place + ".ring"));
        }
        Object strategy = map.getOrDefault("strategy", "all");
        if (!strategy.equals("all") && !strategy.equals("order")) {
            throw new PlanException(
                    place + ".strategy", "expected 'all' or 'order', not " + show(strategy));
        }
        return ringing(
                map,
                targets,
                strategy.equals("all") ? Plan.Strategy.ALL : Plan.Strategy.ORDER,
                place + ".ring",
                place,
                depth);
    }

    private Plan trunk(Map<String, Object> map, String place, int depth) {
        only(map, TRUNK_KEYS, place);
        String number = matching(NUMBER, map.getOrDefault("number", dialled), place + ".number");
        List<Target> targets = new ArrayList<>();
        Object written = map.get("trunk");
        if (written instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String id = matching(NAME, list.get(i), place + ".trunk[" + i + "]");
                targets.add(new Target("trunk", id + "/" + number));
            }
        } else {
            String id = matching(NAME, written, place + ".trunk");
            targets.add(new Target("trunk", id + "/" + number));
        }
        return ringing(map, targets, Plan.Strategy.ORDER, place + ".trunk", place, depth);
    }

    private Plan ringing(
            Map<String, Object> map,
            List<Target> targets,
            Plan.Strategy strategy,
            String targetPlace,
            String place,
            int depth) {
        if (targets.isEmpty() || targets.size() > MAX_TARGETS) {
            throw new PlanException(
                    targetPlace,
                    "expected 1 to " + MAX_TARGETS + " of them, not " + targets.size());
        }
        return new Plan.Ring(
                targets,
                strategy,
                timeout(map.get("timeoutS"), place + ".timeoutS"),
                otherwise(map.get("otherwise"), place + ".otherwise", depth),
                callerId(map.get("callerId"), place + ".callerId"));
    }

    private static Target target(Object written, String place) {
        if (!(written instanceof String text)) {
            throw new PlanException(place, show(written) + " is not a target");
        }
        try {
            return Target.parse(text);
        } catch (IllegalArgumentException e) {
            throw new PlanException(
                    place,
                    show(written) + " is not a target: write scheme:address, such as user:anna");
        }
    }

    private static Duration timeout(Object written, String place) {
        if (written == null) {
            return Duration.ofSeconds(DEFAULT_TIMEOUT_S);
        }
        if (!(written instanceof Double seconds) || !(seconds >= 1 && seconds <= 3600)) {
            throw new PlanException(place, "expected seconds, 1 to 3600, not " + show(written));
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private Map<Plan.Outcome, Plan> otherwise(Object written, String place, int depth) {
        Map<Plan.Outcome, Plan> plans = new EnumMap<>(Plan.Outcome.class);
        if (written == null) {
            return plans;
        }
        if (!(written instanceof Map<?, ?> raw)) {
            throw new PlanException(place, "expected {busy: plan, …}, not " + show(written));
        }
        Map<String, Object> map = keys(raw);
        only(map, OUTCOMES.keySet(), place);
        map.forEach(
                (key, v) -> plans.put(OUTCOMES.get(key), plan(v, place + "." + key, depth + 1)));
        return plans;
    }

    private static Optional<Party> callerId(Object written, String place) {
        if (written == null) {
            return Optional.empty();
        }
        if (written instanceof Map<?, ?> raw) {
            Map<String, Object> map = keys(raw);
            only(map, Set.of("number", "name"), place);
            return Optional.of(
                    new Party(
                            number(map.getOrDefault("number", ""), place + ".number"),
                            display(map.getOrDefault("name", ""), place + ".name")));
        }
        return Optional.of(new Party(number(written, place), ""));
    }

    private static String number(Object written, String place) {
        return "".equals(written) ? "" : matching(NUMBER, written, place);
    }

    private static String display(Object written, String place) {
        if (written instanceof String text
                && text.length() <= 128
                && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        throw new PlanException(place, "expected a name, not " + show(written));
    }

    private Plan app(Map<String, Object> map, String place, int depth) {
        String name = matching(NAME, map.get("app"), place + ".app");
        Map<String, String> arguments = new LinkedHashMap<>();
        map.forEach(
                (key, value) -> {
                    if (!key.equals("app") && !key.equals("otherwise")) {
                        arguments.put(key, scalar(value, place + "." + key));
                    }
                });
        if (arguments.size() > MAX_ARGUMENTS) {
            throw new PlanException(place, "more than " + MAX_ARGUMENTS + " arguments");
        }
        return new Plan.RunApp(
                name, arguments, otherwise(map.get("otherwise"), place + ".otherwise", depth));
    }

    private static String scalar(Object value, String place) {
        if (value instanceof String || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Double number) {
            return plain(number);
        }
        throw new PlanException(place, "expected a text or a number, not " + show(value));
    }

    private static String matching(Pattern pattern, Object written, String place) {
        String text = written instanceof Double number ? plain(number) : String.valueOf(written);
        boolean scalar = written instanceof String || written instanceof Double;
        if (!scalar || !pattern.matcher(text).matches()) {
            String what =
                    pattern == NAME
                            ? "a name: 1 to 64 letters, digits, '.', '_' and '-'"
                            : "a number: 1 to 64 digits, letters, '*', '#', '+', '.', '_' and '-'";
            throw new PlanException(place, show(written) + " is not " + what);
        }
        return text;
    }

    /**
     * @throws PlanException where there is a key that nobody knows
     */
    public static void only(Map<?, ?> map, Set<String> known, String place) {
        for (Object key : map.keySet()) {
            if (!known.contains(key)) {
                throw new PlanException(
                        place, "unknown key '" + key + "', known are " + new TreeSet<>(known));
            }
        }
    }

    private static Map<String, Object> keys(Map<?, ?> raw) {
        Map<String, Object> map = new LinkedHashMap<>();
        raw.forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    /** As its author would recognize it. */
    public static String show(Object written) {
        if (written == null) {
            return "nothing";
        }
        if (written instanceof String text) {
            return "'" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "'";
        }
        if (written instanceof Double number) {
            return plain(number);
        }
        return written instanceof List
                ? "a list"
                : written instanceof Map ? "an object" : written.toString();
    }
}
