package org.patchbay.webrtc.internal.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnCredentialsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    /** The password as {@code openssl dgst -sha1 -hmac north-wing -binary | base64} makes it. */
    @Test
    void asTheServerComputesThem() {
        TurnCredentials made = TurnCredentials.of("north-wing", "anna", NOW, Duration.ofHours(4));
        assertEquals("1800014400:anna", made.username());
        assertEquals("dMSVKmNe1U29x9gQoiQRI9t6Y4Y=", made.password());
        assertFalse(made.toString().contains(made.password()));
    }

    @Test
    void onlyTurnServersGetCredentials() {
        IceServers servers =
                new IceServers(
                        List.of(
                                "stun:stun.example.test:3478",
                                "turn:turn.example.test:3478?transport=udp",
                                "turns:turn.example.test:5349?transport=tcp"),
                        "north-wing",
                        Duration.ofHours(4));
        List<IceServers.Entry> entries = servers.of("anna", NOW);
        assertEquals(2, entries.size());
        assertTrue(entries.get(0).credentials().isEmpty());
        assertEquals(2, entries.get(1).urls().size());
        assertEquals("1800014400:anna", entries.get(1).credentials().orElseThrow().username());
        assertFalse(servers.toString().contains("north-wing"));
    }

    @Test
    void turnWithoutASecretIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new IceServers(List.of("turn:a.test"), "", Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.test", "stun:", "turn:a b", "stun:a.test\",\"x"})
    void whatIsNoServerIsRefused(String url) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new IceServers(List.of(url), "s", Duration.ofHours(1)));
    }
}
