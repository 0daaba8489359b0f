package org.patchbay.sip.internal.leg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.sip.internal.auth.DigestClient;
import org.patchbay.sip.internal.dialog.Tokens;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.parts.Parts;

/**
 * Answers the challenges that one leg meets (RFC 3261 §22). Each nonce is tried once: who refuses
 * it again will refuse it for ever. On the leg's queue.
 */
final class Credentials {
    private static final Pattern NONCE = Pattern.compile("nonce\\s*=\\s*\"([^\"]{1,512})\"");
    private static final int MOST_ATTEMPTS = 8;

    private final Parts parts;
    private final Tokens tokens;
    private final String user;
    private final Account account;
    private final Set<String> tried = new HashSet<>();

    /**
     * @param user digest user name; empty where we have none
     */
    Credentials(Parts parts, Tokens tokens, String user, Account account) {
        this.parts = parts;
        this.tokens = tokens;
        this.user = user;
        this.account = account;
    }

    /** The header for the request's next try; empty where there is no use in one. */
    Optional<Header> answer(SipResponse challenge, OutRequest request) {
        Optional<UserDirectory> directory = parts.directory();
        if (user.isEmpty() || directory.isEmpty() || tried.size() >= MOST_ATTEMPTS) {
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
                        fresh,
                        request.method(),
                        request.uri(),
                        user,
                        (algorithm, realm) -> directory.get().ha1(account, algorithm, realm),
                        tokens.callId(),
                        1)
                .map(value -> new Header(proxy ? "Proxy-Authorization" : "Authorization", value));
    }

    private static String nonce(String challenge) {
        Matcher matcher = NONCE.matcher(challenge);
        return matcher.find() ? matcher.group(1) : challenge;
    }
}
