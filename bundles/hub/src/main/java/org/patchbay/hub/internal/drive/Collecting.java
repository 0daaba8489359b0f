package org.patchbay.hub.internal.drive;

import org.patchbay.hub.internal.message.Verb;

/**
 * Keys being collected.
 *
 * @param keys so far
 */
record Collecting(long ticket, Verb.Collect wanted, String keys) {
    boolean ends(char key) {
        return wanted.terminators().indexOf(key) >= 0;
    }

    Collecting plus(char key) {
        return new Collecting(ticket, wanted, keys + key);
    }

    boolean full() {
        return keys.length() >= wanted.maxDigits();
    }
}
