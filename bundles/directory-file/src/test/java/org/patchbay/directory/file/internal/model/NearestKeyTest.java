package org.patchbay.directory.file.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestKeyTest {
    private static final List<String> KNOWN = List.of("id", "number", "members", "timeoutS");

    @Test
    void theNearestIsFound() {
        assertEquals(Optional.of("number"), NearestKey.of("nubmer", KNOWN));
        assertEquals(Optional.of("members"), NearestKey.of("member", KNOWN));
        assertEquals(Optional.of("timeoutS"), NearestKey.of("timeout", KNOWN));
        assertEquals(Optional.of("id"), NearestKey.of("ID", KNOWN));
        assertEquals(Optional.empty(), NearestKey.of("strategy", KNOWN));
    }

    @Test
    void aSwapIsOneStep() {
        assertEquals(1, NearestKey.distance("ab", "ba"));
        assertEquals(3, NearestKey.distance("kitten", "sitting"));
        assertEquals(3, NearestKey.distance("", "abc"));
    }
}
