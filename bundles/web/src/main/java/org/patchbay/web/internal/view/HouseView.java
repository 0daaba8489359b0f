package org.patchbay.web.internal.view;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.Counters;
import org.patchbay.call.api.HouseSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.LineStates;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.TrunkStatus;
import org.patchbay.directory.api.User;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.parts.Parts;

/**
 * The lists of the house, by keys that order them and do not change. Whatever is not there leaves
 * its list empty.
 */
public final class HouseView {
    private final Parts parts;
    private final String version;
    private final Instant since;

    public HouseView(Parts parts, String version, Instant since) {
        this.parts = parts;
        this.version = version;
        this.since = since;
    }

    public TreeMap<String, Map<String, Object>> calls() {
        return calls(parts.hub().map(CallHub::calls).orElse(List.of()));
    }

    private TreeMap<String, Map<String, Object>> calls(List<CallSnapshot> calls) {
        CallView view = view(calls);
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        calls.forEach(call -> items.put(key(call), view.call(call)));
        return items;
    }

    /** Those of them that are up. */
    public TreeMap<String, Map<String, Object>> calls(Set<CallId> ids) {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        for (CallId id : ids) {
            parts.hub()
                    .flatMap(hub -> hub.call(id))
                    .ifPresent(call -> items.put(key(call), call(call)));
        }
        return items;
    }

    private static String key(CallSnapshot call) {
        return String.format("%016d %s", call.startedAt().toEpochMilli(), call.id());
    }

    /** Each with the id of its call; a leg that sits in a room is there twice, once in each. */
    public TreeMap<String, Map<String, Object>> legs() {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        calls().forEach((key, call) -> legs(key, call, items));
        return items;
    }

    private static void legs(
            String key, Map<String, Object> call, TreeMap<String, Map<String, Object>> items) {
        for (Object leg : (List<?>) call.get("legs")) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("call", call.get("id"));
            ((Map<?, ?>) leg).forEach((name, value) -> json.put(name.toString(), value));
            items.put(key + " " + json.get("id"), json);
        }
    }

    /** All about it, as whoever looks at this one wants to know. */
    public Map<String, Object> call(CallSnapshot call) {
        boolean others = call.room().isPresent();
        return view(others ? parts.hub().map(CallHub::calls).orElse(List.of()) : List.of())
                .whole(call);
    }

    private CallView view(List<CallSnapshot> calls) {
        Map<LegId, Party> callers = new HashMap<>();
        for (CallSnapshot call : calls) {
            if (call.room().isEmpty()) {
                call.legs().stream()
                        .filter(LegSnapshot::incoming)
                        .forEach(leg -> callers.put(leg.id(), call.caller()));
            }
        }
        return new CallView(directory(), callers, this::state);
    }

    private Optional<LineStates.State> state(LegSnapshot leg) {
        Optional<Target> whole = whole(leg.target());
        return parts.lines()
                .filter(lines -> whole.isPresent())
                .flatMap(
                        lines ->
                                lines.lines(whole.get()).stream()
                                        .filter(l -> l.leg().equals(leg.id()))
                                        .findFirst())
                .map(LineStates.Line::state);
    }

    /** What a leg calls its target need not be one. */
    private static Optional<Target> whole(String target) {
        int branch = target.indexOf('#');
        try {
            return Optional.of(Target.parse(branch < 0 ? target : target.substring(0, branch)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public Optional<Directory> directory() {
        return parts.directory().map(UserDirectory::current);
    }

    /** For people: the directory's, where it has a user of that id. */
    public String nameOf(String user) {
        return directory()
                .map(d -> d.users().get(user))
                .map(User::name)
                .filter(n -> !n.isBlank())
                .orElse(user);
    }

    public TreeMap<String, Map<String, Object>> devices() {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        Map<String, List<Binding>> bindings =
                bindings().stream().collect(Collectors.groupingBy(b -> b.aor().user()));
        directory()
                .ifPresent(
                        d ->
                                d.devices()
                                        .values()
                                        .forEach(
                                                device ->
                                                        items.put(
                                                                device.id(),
                                                                device(
                                                                        d,
                                                                        device,
                                                                        bindings.getOrDefault(
                                                                                device.id(),
                                                                                List.of())))));
        return items;
    }

    private Map<String, Object> device(Directory directory, Device device, List<Binding> contacts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", device.id());
        directory
                .userOfDevice(device.id())
                .ifPresent(
                        user -> {
                            json.put("user", user.id());
                            json.put("name", user.name());
                            json.put("number", user.number());
                        });
        json.put("registered", !contacts.isEmpty());
        json.put("contacts", contacts.stream().map(HouseView::contact).toList());
        json.put(
                "lines",
                parts
                        .lines()
                        .map(lines -> lines.lines(new Target("device", device.id())))
                        .orElse(List.of())
                        .stream()
                        .map(Json::tree)
                        .toList());
        return json;
    }

    private static Map<String, Object> contact(Binding binding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("contact", binding.contact());
        json.put("flow", Json.tree(binding.flow()));
        json.put("q", binding.q() / 1000.0);
        json.put("userAgent", binding.userAgent());
        json.put("expires", binding.expires().toEpochMilli());
        return json;
    }

    private List<Binding> bindings() {
        return parts.locations().map(l -> l.all()).orElse(List.of());
    }

    public TreeMap<String, Map<String, Object>> registrations() {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        for (Binding binding : bindings()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("device", binding.aor().user());
            json.putAll(contact(binding));
            items.put(binding.aor().user() + " " + binding.contact(), json);
        }
        return items;
    }

    public TreeMap<String, Map<String, Object>> trunks() {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        for (TrunkStatus trunk : parts.trunks().map(t -> t.trunks()).orElse(List.of())) {
            items.put(trunk.id(), Json.fields(trunk));
        }
        return items;
    }

    /** Those of the directory, and those that somebody is in, by their number. */
    public TreeMap<String, Map<String, Object>> rooms() {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        directory()
                .map(Directory::rooms)
                .orElse(List.of())
                .forEach(r -> items.put(r.number(), room(r)));
        for (CallSnapshot call : parts.hub().map(CallHub::calls).orElse(List.of())) {
            call.room()
                    .ifPresent(
                            number -> {
                                Map<String, Object> json =
                                        new LinkedHashMap<>(items.getOrDefault(number, Map.of()));
                                json.put("number", number);
                                json.putIfAbsent("name", roomName(number));
                                json.put("call", call.id().value());
                                json.put("since", call.startedAt().toEpochMilli());
                                json.put("members", call.legs().size());
                                json.put("locked", call.state().equals("LOCKED"));
                                items.put(number, json);
                            });
        }
        return items;
    }

    private String roomName(String number) {
        return directory().flatMap(d -> d.roomByNumber(number)).map(Room::name).orElse("");
    }

    private static Map<String, Object> room(Room room) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", room.number());
        json.put("name", room.name());
        json.put("pin", room.pinDigits() > 0);
        json.put("members", 0);
        return json;
    }

    public TreeMap<String, Map<String, Object>> scripts() {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        for (ScriptCatalog.Entry script :
                parts.scripts().map(ScriptCatalog::scripts).orElse(List.of())) {
            items.put(script.name(), Json.fields(script));
        }
        return items;
    }

    /** As a phone book: what a user may and shows to others is not in it. */
    public TreeMap<String, Map<String, Object>> users() {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        for (User user : directory().map(d -> d.users().values()).orElse(List.of())) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", user.id());
            json.put("name", user.name());
            json.put("number", user.number());
            json.put("devices", user.devices());
            items.put(user.id(), json);
        }
        return items;
    }

    public Map<String, Object> house() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version);
        json.put("since", since.toEpochMilli());
        parts.hub()
                .map(CallHub::snapshot)
                .ifPresent(
                        s -> {
                            json.put("boot", s.bootId());
                            json.put("number", s.number());
                            json.put("calls", s.calls().size());
                        });
        json.put("registrations", bindings().size());
        directory().ifPresent(d -> json.put("directory", d.version()));
        parts.directory()
                .flatMap(UserDirectory::refusal)
                .ifPresent(why -> json.put("directoryRefused", why));
        parts.media()
                .ifPresent(engine -> json.put("media", Figures.media(engine.snapshot(), false)));
        Map<String, Object> counters = new TreeMap<>();
        for (Counters part : parts.counters()) {
            counters.put(part.part(), new TreeMap<>(part.read()));
        }
        json.put("counters", counters);
        return json;
    }

    /**
     * Everything that events change. The number is asked for first: what the lists have of later
     * events is told once more by these, and nothing is missed.
     */
    public Map<String, Object> snapshot(HouseSnapshot house) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "snapshot");
        json.put("boot", house.bootId());
        json.put("number", house.number());
        json.put("calls", calls(house.calls()).values());
        json.put("devices", devices().values());
        json.put("trunks", trunks().values());
        json.put("rooms", rooms().values());
        json.put("scripts", scripts().values());
        return json;
    }
}
