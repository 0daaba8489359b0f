package org.patchbay.webrtc.internal.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The STUN and TURN servers that browsers are told of.
 *
 * @param urls {@code stun:}, {@code stuns:}, {@code turn:} or {@code turns:} (RFC 7064, RFC 7065)
 * @param secret that the TURN servers share with us; empty where there is none
 * @param life of the credentials
 */
public record IceServers(List<String> urls, String secret, Duration life) {
    private static final Pattern URL =
            Pattern.compile(
                    "(stuns?|turns?):[A-Za-z0-9.\\[\\]:_-]{1,255}(\\?transport=(udp|tcp))?");

    /** As a browser's {@code RTCIceServer}; empty credentials for STUN. */
    public record Entry(List<String> urls, Optional<TurnCredentials> credentials) {}

    public IceServers {
        urls = List.copyOf(urls);
        for (String url : urls) {
            if (!URL.matcher(url).matches()) {
                throw new IllegalArgumentException("'" + url + "' is no STUN or TURN server");
            }
        }
        if (secret.isEmpty() && urls.stream().anyMatch(IceServers::isTurn)) {
            throw new IllegalArgumentException("TURN servers need turn-secret");
        }
    }

    private static boolean isTurn(String url) {
        return url.startsWith("turn");
    }

    /** What one page gets. */
    public List<Entry> of(String user, Instant now) {
        List<Entry> entries = new ArrayList<>();
        List<String> stun = urls.stream().filter(u -> !isTurn(u)).toList();
        List<String> turn = urls.stream().filter(IceServers::isTurn).toList();
        if (!stun.isEmpty()) {
            entries.add(new Entry(stun, Optional.empty()));
        }
        if (!turn.isEmpty()) {
            entries.add(new Entry(turn, Optional.of(TurnCredentials.of(secret, user, now, life))));
        }
        return entries;
    }

    /** When pages need credentials anew; empty where none of them end. */
    public Optional<Duration> renewal() {
        return urls.stream().anyMatch(IceServers::isTurn)
                ? Optional.of(life.dividedBy(2))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return urls.toString();
    }
}
