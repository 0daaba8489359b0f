package org.patchbay.directory.file.internal.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.directory.api.User;
import org.patchbay.directory.file.internal.json.JsonValue;

/** The users, and that the devices and trunks that they name exist. */
final class UserReader {
    private static final Set<String> KEYS =
            DirectoryReader.keys(
                    "id", "name", "number", "devices", "maxCalls", "allow", "deny", "callerId");

    private final Problems problems;
    private final Numbers numbers;
    private final Set<String> devices;
    private final Set<String> trunks;

    /**
     * @param devices ids that they may name
     * @param trunks the same
     */
    UserReader(Problems problems, Numbers numbers, Set<String> devices, Set<String> trunks) {
        this.problems = problems;
        this.numbers = numbers;
        this.devices = devices;
        this.trunks = trunks;
    }

    Map<String, User> readAll(List<JsonValue> items) {
        Ids ids = new Ids(problems);
        Map<String, User> users = new LinkedHashMap<>();
        for (JsonValue item : items) {
            Fields f = Fields.of(item, problems, KEYS);
            Optional<String> id = ids.claim(f);
            Optional<String> number = f.text("number", Rule.NUMBER);
            number.ifPresent(n -> numbers.claim(n, f.placeOf("number")));
            List<String> own =
                    f.texts(
                            "devices",
                            Rule.ID,
                            (d, at) -> DirectoryReader.refers("device", d, devices, at, problems));
            String name = f.text("name", Rule.NAME).orElse(id.orElse(""));
            CallLimits limits = Terms.limits(f, problems);
            Map<String, String> callerIds = Terms.callerIds(f, trunks, problems);
            id.ifPresent(
                    i ->
                            users.put(
                                    i,
                                    new User(i, name, number.orElse(""), own, limits, callerIds)));
        }
        return users;
    }
}
