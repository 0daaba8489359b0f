package org.patchbay.sip.internal.trace;

import java.util.regex.Pattern;

/**
 * Takes out of a message what nobody may read later: answers to challenges, from which a secret can
 * be guessed at leisure, and keys of media.
 */
final class Secrets {
    private static final String MASK = "***";

    /** Quoted or not; of every scheme that has such a parameter (RFC 7616 §3.4). */
    private static final Pattern ANSWERS =
            Pattern.compile("(?i)\\b(response|cnonce|rspauth)(\\s*=\\s*)(\"[^\"]*\"|[^,\\s]+)");

    private static final Pattern CREDENTIALS =
            Pattern.compile(
                    "(?im)^((?:proxy-)?authorization\\s*:\\s*(?!digest)\\S+).*(?:\\R[ \\t].*)*$");

    private static final Pattern HEADERS =
            Pattern.compile(
                    "(?im)^(?:(?:proxy-)?authorization|(?:proxy-)?authentication-info)\\s*:.*"
                            + "(?:\\R[ \\t].*)*$");

    /** RFC 4568 §9.2. */
    private static final Pattern MEDIA_KEYS = Pattern.compile("(?i)(inline:)[^|\\s;]+");

    /** RFC 4566 §5.12. */
    private static final Pattern SESSION_KEYS = Pattern.compile("(?im)^(k=(?:clear|base64):)\\S+");

    /** Of DTMF by INFO: they may be somebody's PIN. */
    private static final Pattern KEYS = Pattern.compile("(?im)^([ \\t]*signal\\s*=\\s*)\\S.*$");

    /** The key alone is the body. */
    private static final Pattern PLAIN_KEY =
            Pattern.compile(
                    "(?is)(\\n(?:content-type|c)[ \\t]*:\\s*application/dtmf[ \\t]*(?:;[^\\n]*)?\\r?\\n"
                            + "(?:[^\\n]*[^\\r\\n][^\\n]*\\n)*\\r?\\n).+");

    private Secrets() {}

    static String masked(String message) {
        String answers =
                HEADERS.matcher(message)
                        .replaceAll(
                                found ->
                                        java.util.regex.Matcher.quoteReplacement(
                                                ANSWERS.matcher(found.group())
                                                        .replaceAll("$1$2" + MASK)));
        String others = CREDENTIALS.matcher(answers).replaceAll("$1 " + MASK);
        String session = SESSION_KEYS.matcher(others).replaceAll("$1" + MASK);
        String media = MEDIA_KEYS.matcher(session).replaceAll("$1" + MASK);
        String signals = KEYS.matcher(media).replaceAll("$1" + MASK);
        return PLAIN_KEY.matcher(signals).replaceAll("$1" + MASK);
    }
}
