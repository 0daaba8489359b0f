package org.patchbay.webrtc.internal.phone;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What pages have their calls back with. A token is good for its user, and until the page that used
 * it has spoken: before that nobody knows whether it has heard of the next one. Any thread.
 */
final class ResumeTokens {
    private final Supplier<String> random;
    private final Map<String, PhoneDesk> good = new HashMap<>();

    /** Used, by a page that has said nothing since. */
    private final Map<PhoneDesk, String> used = new HashMap<>();

    ResumeTokens(Supplier<String> random) {
        this.random = random;
    }

    /** The next one, which its page is about to be told. */
    synchronized String next(PhoneDesk desk) {
        String token = random.get();
        String before = used.get(desk);
        good.entrySet().removeIf(e -> e.getValue() == desk && !e.getKey().equals(before));
        good.put(token, desk);
        return token;
    }

    synchronized Optional<PhoneDesk> redeem(String token, String phone) {
        PhoneDesk desk = good.get(token);
        if (desk == null || !desk.user().phone().equals(phone)) {
            return Optional.empty();
        }
        good.entrySet().removeIf(e -> e.getValue() == desk && !e.getKey().equals(token));
        used.put(desk, token);
        return Optional.of(desk);
    }

    /** The page that used one has spoken: it has the next. */
    synchronized void heard(PhoneDesk desk) {
        String token = used.remove(desk);
        if (token != null) {
            good.remove(token);
        }
    }

    synchronized void forget(PhoneDesk desk) {
        good.values().removeIf(desk::equals);
        used.remove(desk);
    }
}
