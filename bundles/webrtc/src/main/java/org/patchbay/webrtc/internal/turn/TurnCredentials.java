package org.patchbay.webrtc.internal.turn;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A name and a password for a TURN server that shares a secret with us
 * (draft-uberti-behave-turn-rest, coturn's {@code static-auth-secret}): they end by themselves. It
 * never prints its password.
 *
 * @param username when it ends, in seconds since 1970, and whose it is
 */
public record TurnCredentials(String username, String password) {
    public TurnCredentials {
        Objects.requireNonNull(username);
        Objects.requireNonNull(password);
    }

    public static TurnCredentials of(String secret, String user, Instant now, Duration life) {
        String username = now.plus(life).getEpochSecond() + ":" + user;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] password = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
            return new TurnCredentials(username, Base64.getEncoder().encodeToString(password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no HMAC", e);
        }
    }

    @Override
    public String toString() {
        return username;
    }
}
