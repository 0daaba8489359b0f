package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysInTest {
    private final StringBuilder told = new StringBuilder();
    private final KeysIn keys = new KeysIn((key, ms) -> told.append(key));

    /**
     * What comes: {@code e} an event, {@code t} a tone, {@code s} a word of signalling, each before
     * its key; {@code +} and milliseconds that pass.
     */
    @ParameterizedTest
    @CsvSource({
        // with telephone-event agreed
        "true, e1 s1, 1",
        "true, s1 e1, 1",
        "true, s1 +399, ''",
        "true, s1 +400, 1",
        "true, s1 +500 e1, 1",
        "true, s1 +500 e1 e1, 11",
        "true, e1 +900 s1, 1",
        "true, e1 +1000 s1 +400, 11",
        "true, e1 e1 s1 s1 +400, 11",
        "true, e1 s1 e1 s1 +400, 11",
        "true, e1 e2 s1 s2 +400, 12",
        "true, e1 e2 e3 e1 s1 s2 s3 s1 +400, 1231",
        "true, s1 s2 e1 e2 +400, 12",
        "true, s1 s2 s1 e1 e2 e1 +400, 121",
        "true, e1 +200 e2 +200 s1 +200 s2 +400, 12",
        "true, e1 s2 +400, 12",
        "true, t1 e1 s2 +400, 12",
        // and without
        "false, s1, 1",
        "false, s1 s1, 11",
        "false, s1 t1, 1",
        "false, s1 s2 t1 t2, 12",
        "false, t1 t2 s1 s2, 12",
        "false, t1 +1000 s1, 11",
    })
    void eachPressIsToldOnce(boolean events, String comes, String expected) {
        keys.install(events);
        long now = 5;
        keys.tick(now);
        for (String what : comes.split(" ")) {
            if (what.charAt(0) == '+') {
                now += Long.parseLong(what.substring(1)) * 1_000_000;
                keys.tick(now);
            } else {
                comes(what.charAt(0), what.charAt(1));
            }
        }
        assertEquals(expected, told.toString());
    }

    private void comes(char form, char key) {
        if (form == 'e') {
            keys.event(key, 100, false);
        } else if (form == 't') {
            keys.tone(key, 100);
        } else {
            keys.signalling(key, 100);
        }
    }
}
