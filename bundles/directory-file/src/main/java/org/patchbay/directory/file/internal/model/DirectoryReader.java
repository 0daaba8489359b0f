package org.patchbay.directory.file.internal.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Hours;
import org.patchbay.directory.api.RedirectPolicy;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.Routing;
import org.patchbay.directory.api.User;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.directory.file.internal.json.BadFileException;
import org.patchbay.directory.file.internal.json.JsonReader;
import org.patchbay.directory.file.internal.json.JsonValue;
import org.patchbay.directory.file.internal.json.Place;
import org.patchbay.directory.file.internal.json.Printable;

/** Reads a whole file. Every problem is found in one go. Pure; used by one thread. */
public final class DirectoryReader {
    private static final Set<String> TOP =
            keys(
                    "$schema", "domain", "users", "devices", "groups", "rooms", "trunks", "hours",
                    "routes");
    private static final Set<String> ROOM = keys("number", "name", "pin", "tones");

    private final Problems problems = new Problems();
    private final Map<Account, Credential> credentials = new HashMap<>();
    private final Numbers numbers = new Numbers(problems);

    private DirectoryReader() {}

    /**
     * @param version of the directory that comes out
     * @throws BadFileException with everything that is wrong
     */
    public static DirectoryFile read(byte[] utf8, long version) {
        return new DirectoryReader().read(JsonReader.read(utf8), version);
    }

    static Set<String> keys(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }

    private DirectoryFile read(JsonValue root, long version) {
        Fields top = Fields.of(root, problems, TOP);
        top.text("$schema", Rule.SCHEMA);
        String domain =
                top.required("domain", Rule.DOMAIN).map(d -> d.toLowerCase(Locale.ROOT)).orElse("");
        DeviceReader devices = new DeviceReader(domain, problems, credentials);
        devices.readAll(top.list("devices"));
        TrunkReader trunks = new TrunkReader(problems, credentials);
        trunks.readAll(top.list("trunks"));
        Map<String, User> users =
                new UserReader(
                                problems,
                                numbers,
                                devices.devices().keySet(),
                                trunks.trunks().keySet())
                        .readAll(top.list("users"));
        Targets.Known known =
                new Targets.Known(
                        users.keySet(), devices.devices().keySet(), trunks.trunks().keySet());
        GroupReader groups = new GroupReader(problems, numbers, known);
        groups.readAll(top.list("groups"));
        List<Room> rooms = rooms(top.list("rooms"));
        Map<String, RedirectPolicy> redirects = new HashMap<>(devices.redirects());
        redirects.putAll(trunks.redirects());
        Routing routing = routing(top, known, groups.groups().keySet(), redirects);
        problems.throwIfAny();
        return new DirectoryFile(
                new Directory(
                        domain,
                        version,
                        users,
                        devices.devices(),
                        groups.groups(),
                        rooms,
                        trunks.trunks(),
                        routing),
                credentials);
    }

    private Routing routing(
            Fields top,
            Targets.Known known,
            Set<String> groups,
            Map<String, RedirectPolicy> redirects) {
        Map<String, Hours> hours = new HoursReader(problems).readAll(top.list("hours"));
        Targets targets =
                new Targets(problems, known, (g, at) -> refers("group", g, groups, at, problems));
        return new Routing(
                hours,
                new RouteReader(problems, targets, hours).readAll(top.list("routes")),
                redirects);
    }

    static void refers(String what, String id, Set<String> known, Place at, Problems problems) {
        if (!known.contains(id)) {
            problems.add(
                    at,
                    "there is no "
                            + what
                            + " '"
                            + Printable.of(id)
                            + "'"
                            + NearestKey.of(id, known)
                                    .map(k -> ", did you mean '" + k + "'?")
                                    .orElse(""));
        }
    }

    private List<Room> rooms(List<JsonValue> items) {
        List<Room> rooms = new ArrayList<>();
        for (JsonValue item : items) {
            Fields f = Fields.of(item, problems, ROOM);
            Optional<String> number = f.required("number", Rule.ROOM);
            String name = f.text("name", Rule.NAME).orElse("");
            Optional<String> pin = f.text("pin", Rule.PIN);
            boolean tones = f.text("tones", Rule.ON_OFF).filter("on"::equals).isPresent();
            number.ifPresent(
                    n -> {
                        Room room = new Room(n, name, pin.map(String::length).orElse(0), tones);
                        pin.ifPresent(
                                p -> credentials.put(Account.room(n), Credential.ofSecret(n, p)));
                        numbers.claimRoom(room, f.placeOf("number"));
                        rooms.add(room);
                    });
        }
        return rooms;
    }
}
