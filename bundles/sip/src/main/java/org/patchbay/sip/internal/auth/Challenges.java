package org.patchbay.sip.internal.auth;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipResponse;

/**
 * Answers the challenges that we meet (RFC 3261 §22). Each nonce is tried once: who refuses it
 * again will refuse it for ever. For one thread.
 */
public final class Challenges {
    private static final Pattern NONCE = Pattern.compile("nonce\\s*=\\s*\"([^\"]{1,512})\"");
    private static final int MOST_ATTEMPTS = 8;

    private final String user;
    private final BiFunction<DigestAlgorithm, String, Optional<String>> ha1;
    private final Supplier<String> cnonce;
    private final Set<String> tried = new HashSet<>();

    /**
     * @param user digest user name; empty where we have none
     * @param ha1 of that user, by algorithm and realm
     * @param cnonce gives another random token each time
     */
    public Challenges(
            String user,
            BiFunction<DigestAlgorithm, String, Optional<String>> ha1,
            Supplier<String> cnonce) {
        this.user = user;
        this.ha1 = ha1;
        this.cnonce = cnonce;
    }

    /** The header for the request's next try; empty where there is no use in one. */
    public Optional<Header> answer(SipResponse challenge, OutRequest request) {
        if (user.isEmpty() || tried.size() >= MOST_ATTEMPTS) {
            return Optional.empty();
        }
        boolean proxy = challenge.status() == 407;
        List<String> fresh = new ArrayList<>();
        for (String value :
                challenge.head().headers(proxy ? "proxy-authenticate" : "www-authenticate")) {
            if (!tried.contains(request.method() + nonce(value))) {
                fresh.add(value);
            }
        }
        fresh.forEach(value -> tried.add(request.method() + nonce(value)));
        return DigestClient.answer(
                        fresh, request.method(), request.uri(), user, ha1, cnonce.get(), 1)
                .map(value -> new Header(proxy ? "Proxy-Authorization" : "Authorization", value));
    }

    private static String nonce(String challenge) {
        Matcher matcher = NONCE.matcher(challenge);
        return matcher.find() ? matcher.group(1) : challenge;
    }
}
