package org.patchbay.web.internal.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.api.SrtpPolicy;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.User;
import org.patchbay.web.internal.http.Json;

/** What the directory holds, as JSON. It knows no secrets. Pure. */
public final class DirectoryView {
    /** A list of one kind, by keys that order it. */
    public interface Kind extends Function<Directory, TreeMap<String, Map<String, Object>>> {}

    public static final Map<String, Kind> KINDS = kinds();

    private DirectoryView() {}

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("users", d -> list(d.users().values(), User::id, DirectoryView::user));
        kinds.put("devices", d -> list(d.devices().values(), Device::id, DirectoryView::device));
        kinds.put("groups", d -> list(d.groups().values(), Group::id, Json::fields));
        kinds.put("rooms", d -> list(d.rooms(), Room::number, DirectoryView::room));
        kinds.put("trunks", d -> list(d.trunks().values(), Trunk::id, DirectoryView::trunk));
        kinds.put("routes", DirectoryView::routes);
        return kinds;
    }

    /**
     * @param refusal why the source as it is now is not in force
     */
    public static Map<String, Object> summary(Directory directory, Optional<String> refusal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("domain", directory.domain());
        json.put("version", directory.version());
        json.put("inForce", refusal.isEmpty());
        refusal.ifPresent(why -> json.put("refused", why));
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("users", directory.users().size());
        counts.put("devices", directory.devices().size());
        counts.put("groups", directory.groups().size());
        counts.put("rooms", directory.rooms().size());
        counts.put("trunks", directory.trunks().size());
        counts.put("routes", directory.routing().routes().size());
        json.put("counts", counts);
        return json;
    }

    private static <T> TreeMap<String, Map<String, Object>> list(
            Iterable<T> all, Function<T, String> key, Function<T, Map<String, Object>> json) {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        all.forEach(one -> items.put(key.apply(one), json.apply(one)));
        return items;
    }

    private static Map<String, Object> user(User user) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", user.id());
        json.put("number", user.number());
        json.put("name", user.name());
        json.put("devices", user.devices());
        return json;
    }

    private static Map<String, Object> device(Device device) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", device.id());
        json.put("transports", device.transports().stream().sorted().toList());
        json.put("codecs", device.codecs());
        device.srtp().map(SrtpPolicy::word).ifPresent(srtp -> json.put("srtp", srtp));
        json.put("dtmf", device.dtmf().word());
        return json;
    }

    /** That there is a PIN, not how long it is. */
    private static Map<String, Object> room(Room room) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", room.number());
        json.put("name", room.name());
        json.put("pin", room.pinDigits() > 0);
        json.put("tones", room.tones());
        return json;
    }

    private static Map<String, Object> trunk(Trunk trunk) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", trunk.id());
        json.put("transport", trunk.transport().toLowerCase(Locale.ROOT));
        json.put("host", trunk.host());
        json.put("port", trunk.port());
        json.put("sources", trunk.sources());
        json.put("codecs", trunk.codecs());
        trunk.srtp().map(SrtpPolicy::word).ifPresent(srtp -> json.put("srtp", srtp));
        json.put("dtmf", trunk.dtmf().word());
        return json;
    }

    /** In the order in which they are tried. */
    private static TreeMap<String, Map<String, Object>> routes(Directory directory) {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        List<Route> routes = directory.routing().routes();
        for (int i = 0; i < routes.size(); i++) {
            items.put(String.format("%08d", i), Json.fields(routes.get(i)));
        }
        return items;
    }
}
