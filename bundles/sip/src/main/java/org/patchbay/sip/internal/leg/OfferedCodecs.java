package org.patchbay.sip.internal.leg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.patchbay.sdp.Attribute;
import org.patchbay.sdp.MediaDescription;
import org.patchbay.sdp.SessionDescription;

/** The codec names of an offer. */
final class OfferedCodecs {
    /** RFC 3551 §6: known without an rtpmap. */
    private static final Map<String, String> STATIC =
            Map.of("0", "PCMU", "3", "GSM", "8", "PCMA", "9", "G722", "18", "G729");

    private static final Pattern SEPARATOR = Pattern.compile("[ /]");

    private OfferedCodecs() {}

    static List<String> of(SessionDescription offer) {
        return offer.audio().map(OfferedCodecs::of).orElse(List.of());
    }

    private static List<String> of(MediaDescription audio) {
        Map<String, String> names = new HashMap<>(STATIC);
        for (Attribute attribute : audio.attributes()) {
            if (!attribute.name().equals("rtpmap")) {
                continue;
            }
            String[] parts = SEPARATOR.split(attribute.value(), 3);
            if (parts.length > 1) {
                names.put(parts[0], parts[1]);
            }
        }
        List<String> codecs = new ArrayList<>();
        for (String format : audio.formats()) {
            String name = names.get(format);
            if (name != null
                    && !name.equalsIgnoreCase("telephone-event")
                    && !name.equalsIgnoreCase("CN")) {
                codecs.add(name);
            }
        }
        return codecs;
    }
}
