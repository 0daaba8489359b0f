package org.patchbay.directory.file.internal.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.directory.api.NumberRules;
import org.patchbay.directory.api.PublicAddress;
import org.patchbay.directory.api.TrunkTerms;
import org.patchbay.directory.file.internal.json.JsonValue;

/** What holds for calls over trunks: of a trunk, and of a user. */
final class Terms {
    private static final int MOST_CALLS = 10_000;

    private Terms() {}

    static TrunkTerms ofTrunk(Fields f, Problems problems) {
        Optional<String> callerId = f.text("callerId", Rule.NUMBER);
        List<String> mayShow = f.texts("mayShow", Rule.NUMBER);
        TrunkLines.needs(f, "mayShow", "callerId", problems);
        boolean showForwarded = f.flag("showForwarded");
        TrunkLines.needs(f, "showForwarded", "callerId", problems);
        return new TrunkTerms(
                limits(f, problems),
                callerId,
                callerId.isPresent() ? mayShow : List.of(),
                callerId.isPresent() && showForwarded,
                f.flag("trusted"));
    }

    static CallLimits limits(Fields f, Problems problems) {
        int maxCalls = f.has("maxCalls") ? f.whole("maxCalls", 1, MOST_CALLS, 0) : 0;
        List<String> allow = f.texts("allow", Rule.NUMBER);
        Set<String> allowed = new HashSet<>(allow);
        List<String> deny =
                f.texts(
                        "deny",
                        Rule.NUMBER,
                        (prefix, at) -> {
                            if (allowed.contains(prefix)) {
                                problems.add(at, "'" + prefix + "' is in 'allow' too");
                            }
                        });
        return new CallLimits(maxCalls, new NumberRules(allow, deny));
    }

    /** The numbers of a user, by id of the trunk. */
    static Map<String, String> callerIds(Fields f, Set<String> trunks, Problems problems) {
        Map<String, String> numbers = new HashMap<>();
        f.members("callerId")
                .forEach(
                        (trunk, member) -> {
                            DirectoryReader.refers("trunk", trunk, trunks, member.key(), problems);
                            JsonValue value = member.value();
                            Fields.text(value, Rule.NUMBER, problems)
                                    .ifPresent(number -> numbers.put(trunk, number));
                        });
        return numbers;
    }

    static PublicAddress publicAddress(Fields f) {
        String text = f.text("publicAddress", Rule.PUBLIC).orElse("learn");
        if (text.equals("learn")) {
            return PublicAddress.LEARNT;
        }
        if (text.equals("off")) {
            return PublicAddress.OWN;
        }
        if (IpAddress.isAddress(text)) {
            return PublicAddress.of(text, 0);
        }
        int colon = text.lastIndexOf(':');
        String address = text.substring(0, colon).replaceAll("[\\[\\]]", "");
        return PublicAddress.of(address, Integer.parseInt(text.substring(colon + 1)));
    }
}
