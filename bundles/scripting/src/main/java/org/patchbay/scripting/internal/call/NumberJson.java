package org.patchbay.scripting.internal.call;

import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbay.directory.api.PublicNumber;
import org.patchbay.directory.api.PublicNumber.Kind;

/** A public number as scripts see it. */
final class NumberJson {
    private static final Map<Kind, String> KINDS =
            Map.of(
                    Kind.FIXED, "fixed",
                    Kind.MOBILE, "mobile",
                    Kind.FIXED_OR_MOBILE, "fixedOrMobile",
                    Kind.TOLL_FREE, "tollFree",
                    Kind.PREMIUM, "premium",
                    Kind.SHARED_COST, "sharedCost",
                    Kind.VOIP, "voip",
                    Kind.OTHER, "other");

    private NumberJson() {}

    static String of(PublicNumber number) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("e164", number.e164());
        map.put("national", number.national());
        map.put("country", number.country());
        map.put("kind", KINDS.get(number.kind()));
        return Json.write(map);
    }
}
