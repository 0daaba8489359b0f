package org.patchbay.sip.internal.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.patchbay.sip.internal.torture.TortureMessage.Guard;

/** The table as it is filled, and what stands in it often. */
final class TortureTable {
    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
                    + "m=audio 49170 RTP/AVP 0\r\n";

    /** What is right for a good request of a stranger: a challenge, or any honest refusal. */
    static final Set<Integer> STRANGER =
            Set.of(200, 401, 403, 404, 405, 406, 407, 415, 480, 484, 486, 488, 501, 606);

    static final Set<Integer> STRANGER_OR_BAD = with(400);
    static final Set<Integer> BAD = Set.of(400);
    static final Set<Integer> SILENCE = Set.of();

    private final List<TortureMessage> all = new ArrayList<>();

    void add(
            String name,
            String section,
            String text,
            Guard guard,
            Set<Integer> answers,
            String why) {
        all.add(new TortureMessage(name, section, text, guard, answers, why));
    }

    List<TortureMessage> all() {
        return List.copyOf(all);
    }

    static Set<Integer> with(int status) {
        Set<Integer> answers = new java.util.HashSet<>(STRANGER);
        answers.add(status);
        return Set.copyOf(answers);
    }
}
