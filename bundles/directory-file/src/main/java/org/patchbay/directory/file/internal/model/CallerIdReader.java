package org.patchbay.directory.file.internal.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.directory.api.CallerIds;
import org.patchbay.directory.api.NumberPattern;
import org.patchbay.directory.file.internal.json.JsonValue;

/** What calls over a trunk may show: the value of its {@code callerId}. */
final class CallerIdReader {
    private static final Set<String> KEYS =
            DirectoryReader.keys("number", "users", "allowed", "forwarded");
    private static final Rule FORWARDED = Rule.oneOf("yes", "no");

    private final Problems problems;
    private final Set<String> users;

    CallerIdReader(Problems problems, Set<String> users) {
        this.problems = problems;
        this.users = users;
    }

    CallerIds read(JsonValue written) {
        Fields f = Fields.of(written, problems, KEYS);
        List<String> allowed = f.textOrTexts("allowed", Rule.PATTERN, (text, at) -> {});
        return new CallerIds(
                f.text("number", Rule.NUMBER),
                f.value("users").map(this::numbers).orElse(Map.of()),
                allowed.stream().map(NumberPattern::parse).toList(),
                f.text("forwarded", FORWARDED).orElse("no").equals("yes"));
    }

    private Map<String, String> numbers(JsonValue written) {
        Map<String, String> numbers = new LinkedHashMap<>();
        if (!(written instanceof JsonValue.Struct struct)) {
            problems.add(written.place(), "must be an object, not " + written.kind());
            return numbers;
        }
        struct.members()
                .forEach(
                        (user, member) -> {
                            DirectoryReader.refers("user", user, users, member.key(), problems);
                            Optional<String> number =
                                    Fields.text(member.value(), Rule.NUMBER, problems);
                            number.ifPresent(n -> numbers.put(user, n));
                        });
        return numbers;
    }
}
