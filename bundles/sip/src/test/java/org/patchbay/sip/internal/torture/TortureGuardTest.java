package org.patchbay.sip.internal.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.sip.internal.guard.MessageCheck;
import org.patchbay.sip.internal.guard.MessageCheck.Verdict;
import org.patchbay.sip.internal.torture.TortureMessage.Guard;

class TortureGuardTest {
    static Stream<TortureMessage> messages() {
        return TortureMessages.all().stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void guardKnowsWhatToDo(TortureMessage message) {
        byte[] bytes = message.bytes();
        Verdict verdict = MessageCheck.check(bytes, 0, bytes.length);
        assertEquals(message.guard(), kind(verdict), () -> verdict + "\n" + message.text());
        if (verdict instanceof Verdict.Refuse refuse) {
            assertTrue(message.answers().contains(refuse.status()), "status " + refuse.status());
            String response = new String(refuse.response(), StandardCharsets.ISO_8859_1);
            assertTrue(response.contains("Via: "), response);
        }
    }

    private static Guard kind(Verdict verdict) {
        if (verdict instanceof Verdict.Pass) {
            return Guard.PASS;
        }
        return verdict instanceof Verdict.Refuse ? Guard.REFUSE : Guard.DROP;
    }

    @Test
    void theSecondOfTwoIsNotSeen() {
        TortureMessage two =
                messages().filter(m -> m.name().equals("two-in-one")).findFirst().orElseThrow();
        Verdict.Pass pass = (Verdict.Pass) MessageCheck.check(two.bytes(), 0, two.bytes().length);
        assertEquals(two.text().indexOf("INVITE sip:"), pass.length());
    }

    @Test
    void namesAreUnique() {
        List<String> names = messages().map(TortureMessage::name).collect(Collectors.toList());
        assertEquals(names.size(), names.stream().distinct().count());
        assertTrue(names.size() >= 65, "only " + names.size());
    }
}
