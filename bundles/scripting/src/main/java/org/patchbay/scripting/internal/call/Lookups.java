package org.patchbay.scripting.internal.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.Hours;
import org.patchbay.directory.api.NumberPlan;
import org.patchbay.directory.api.PublicNumber;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.User;
import org.patchbay.scripting.internal.engine.Desk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code pbx} answers during one decision or one step of a run, and the record of it. Owned by
 * the thread that runs the script.
 */
final class Lookups implements Desk {
    private static final Logger LOG = LoggerFactory.getLogger("org.patchbay.scripts");
    private static final int MAX_REASONS = 64;
    private static final int MAX_LOG_LINES = 20;
    private static final int MAX_KEY = 256;
    private static final int MAX_LINE = 500;

    private final String script;
    private final Surroundings surroundings;
    private final List<String> reasons = new ArrayList<>();
    private Directory directory; // one state of it for the whole decision
    private int logged;

    Lookups(String script, Surroundings surroundings) {
        this.script = script;
        this.surroundings = surroundings;
    }

    /** What was looked up and found, in its order. */
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    void reason(String text) {
        if (reasons.size() < MAX_REASONS) {
            reasons.add(text);
        } else if (reasons.size() == MAX_REASONS) {
            reasons.add("…");
        }
    }

    @Override
    public String lookup(String what, String key) {
        if (key.length() > MAX_KEY) {
            return null;
        }
        switch (what) {
            case "user":
                return told(what, key, user(key).map(Lookups::user));
            case "group":
                return told(what, key, group(key).map(Lookups::group));
            case "device":
                Optional<Device> device = Optional.ofNullable(directory().devices().get(key));
                return told(what, key, device.map(d -> device(d, directory())));
            case "room":
                return told(what, key, directory().roomByNumber(key).map(Lookups::room));
            case "trunks":
                return trunks();
            case "registered":
                return registered(key);
            case "number":
                return number(key);
            case "routes":
                return RoutesJson.of(directory(), key);
            case "hours":
                return hours(key);
            case "because":
                reason(printable(key));
                return null;
            case "now":
                return Long.toString(surroundings.clock().millis());
            default:
                return null;
        }
    }

    private Directory directory() {
        if (directory == null) {
            Optional<Directory> now = surroundings.directory();
            if (now.isEmpty()) {
                reason("no directory is available");
            }
            directory = now.orElseGet(() -> Directory.empty(""));
        }
        return directory;
    }

    private Optional<User> user(String key) {
        return directory()
                .userByNumber(key)
                .or(() -> Optional.ofNullable(directory().users().get(key)));
    }

    private Optional<Group> group(String key) {
        return directory()
                .groupByNumber(key)
                .or(() -> Optional.ofNullable(directory().groups().get(key)));
    }

    private String told(String what, String key, Optional<Map<String, Object>> found) {
        Object id = found.map(f -> f.containsKey("id") ? f.get("id") : f.get("number")).orElse("—");
        reason(what + "(" + printable(key) + ") → " + id);
        return found.map(Json::write).orElse(null);
    }

    private String trunks() {
        List<Map<String, Object>> all = new ArrayList<>();
        directory().trunks().keySet().forEach(id -> all.add(Map.of("id", id)));
        reason("trunks() → " + directory().trunks().keySet());
        return Json.write(all);
    }

    /**
     * @param key an id and the milliseconds of a moment, with a space between them
     */
    private String hours(String key) {
        int space = key.lastIndexOf(' ');
        if (space < 0) {
            return null;
        }
        String id = key.substring(0, space);
        Instant at = Instant.ofEpochMilli(Long.parseLong(key.substring(space + 1)));
        Hours hours = directory().routing().hours().get(id);
        String how = hours == null ? "—" : hours.isOpen(at) ? "open" : "closed";
        reason("hours(" + printable(id) + ") → " + how);
        return hours == null ? null : Json.write(RoutesJson.hours(hours, at));
    }

    private String registered(String device) {
        boolean there =
                surroundings
                        .locations()
                        .map(l -> !l.bindings(directory().aor(device)).isEmpty())
                        .orElse(false);
        reason("registered(" + printable(device) + ") → " + there);
        return Boolean.toString(there);
    }

    /**
     * @param key a country or nothing, a space, and what was dialled
     */
    private String number(String key) {
        int space = Math.max(0, key.indexOf(' '));
        String country = key.substring(0, space);
        String dialled = key.substring(space).strip();
        Optional<NumberPlan> plan = surroundings.numbers();
        if (plan.isEmpty()) {
            reason("no numbering plans are available");
            return null;
        }
        String in = country.isEmpty() ? "" : " in " + printable(country);
        try {
            Optional<PublicNumber> found =
                    country.isEmpty()
                            ? plan.get().read(dialled)
                            : plan.get().read(dialled, country);
            String e164 = found.map(PublicNumber::e164).orElse("—");
            reason("number(" + printable(dialled) + in + ") → " + e164);
            return found.map(NumberJson::of).orElse(null);
        } catch (IllegalArgumentException e) {
            reason("number(" + printable(dialled) + in + "): " + e.getMessage());
            return null;
        }
    }

    static Map<String, Object> user(User user) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", user.id());
        map.put("name", user.name());
        map.put("number", user.number());
        map.put("devices", user.devices());
        return map;
    }

    private static Map<String, Object> group(Group group) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", group.id());
        map.put("number", group.number());
        map.put("members", group.members());
        map.put("strategy", group.allAtOnce() ? "all" : "order");
        map.put("timeoutS", group.timeoutS());
        return map;
    }

    private static Map<String, Object> device(Device device, Directory directory) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", device.id());
        map.put("user", directory.userOfDevice(device.id()).map(User::id).orElse(null));
        return map;
    }

    private static Map<String, Object> room(Room room) {
        return Map.of("number", room.number(), "name", room.name());
    }

    @Override
    public void log(String text) {
        if (++logged > MAX_LOG_LINES) {
            return;
        }
        String line = printable(text.length() > MAX_LINE ? text.substring(0, MAX_LINE) : text);
        LOG.info("{}: {}", script, line);
        reason("log: " + line);
    }

    /** Nothing that breaks a line of a log. */
    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(Character.isISOControl(c) ? ' ' : (char) c));
        return clean.toString();
    }
}
