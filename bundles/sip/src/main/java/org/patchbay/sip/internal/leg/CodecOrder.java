package org.patchbay.sip.internal.leg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** In which order codecs are offered. */
final class CodecOrder {
    private CodecOrder() {}

    /**
     * What the other leg uses first, as far as this device may have it, so that nothing need be
     * transcoded.
     *
     * @param allowed of the device or trunk; empty for all
     * @param known that there are now
     */
    static List<String> of(List<String> preferred, List<String> allowed, List<String> known) {
        List<String> base = allowed.isEmpty() ? known : allowed;
        if (preferred.isEmpty()) {
            return allowed;
        }
        Map<String, String> order = new LinkedHashMap<>();
        for (String codec : preferred) {
            if (base.stream().anyMatch(codec::equalsIgnoreCase)) {
                order.put(codec.toLowerCase(Locale.ROOT), codec);
            }
        }
        base.forEach(codec -> order.putIfAbsent(codec.toLowerCase(Locale.ROOT), codec));
        return new ArrayList<>(order.values());
    }
}
