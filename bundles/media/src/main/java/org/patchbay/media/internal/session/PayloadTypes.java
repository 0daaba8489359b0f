package org.patchbay.media.internal.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.patchbay.sdp.AgreedAudio;
import org.patchbay.sdp.AudioFormat;

/**
 * Which payload type means what in one session; once agreed it stays (RFC 3264 §8.3.2). Static
 * types are those of RFC 3551, dynamic ones begin at 96, telephone-event at 8000 Hz is 101 as
 * everywhere.
 */
final class PayloadTypes {
    private static final int FIRST_DYNAMIC = 96;
    private static final int LAST_DYNAMIC = 127;
    private static final int TELEPHONE_EVENT_8000 = 101;

    private final Map<String, Integer> byKey = new HashMap<>();

    int of(Codec codec) {
        return codec.staticPayloadType() >= 0
                ? byKey.getOrDefault(codec.key(), codec.staticPayloadType())
                : dynamic(codec.key(), FIRST_DYNAMIC);
    }

    int ofTelephoneEvent(int clockRateHz) {
        return dynamic(
                Codec.key(AudioFormat.of(0, AudioFormat.TELEPHONE_EVENT, clockRateHz)),
                clockRateHz == 8000 ? TELEPHONE_EVENT_8000 : TELEPHONE_EVENT_8000 + 1);
    }

    private int dynamic(String key, int from) {
        return byKey.computeIfAbsent(key, k -> free(from));
    }

    private int free(int from) {
        Set<Integer> used = new HashSet<>(byKey.values());
        for (int i = from; i <= LAST_DYNAMIC; i++) {
            // 101 is kept for telephone-event, also where that comes later.
            if (!used.contains(i) && (i != TELEPHONE_EVENT_8000 || from == i)) {
                return i;
            }
        }
        for (int i = FIRST_DYNAMIC; i <= LAST_DYNAMIC; i++) {
            if (!used.contains(i)) {
                return i;
            }
        }
        throw new IllegalStateException("no payload type is left");
    }

    /** What was agreed wins over what we would have chosen. */
    void learn(AgreedAudio agreed) {
        agreed.receive().forEach(this::learn);
        agreed.receiveTelephoneEvents().forEach(this::learn);
    }

    private void learn(AudioFormat format) {
        int type = format.payloadType();
        byKey.values().removeIf(used -> used == type);
        byKey.put(Codec.key(format), type);
    }
}
