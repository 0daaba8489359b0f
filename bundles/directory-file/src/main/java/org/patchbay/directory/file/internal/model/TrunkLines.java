package org.patchbay.directory.file.internal.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.directory.api.TrunkLine;

/** How a trunk is found, kept and tried. */
final class TrunkLines {
    private static final int LONGEST_REGISTRATION_S = 86_400;
    private static final int LONGEST_KEEP_ALIVE_S = 3_600;
    private static final int USUAL_KEEP_ALIVE_S = 60;

    /** Timer B (RFC 3261 §17.1.1.2) ends an INVITE after that many. */
    private static final int LONGEST_WAIT_S = 32;

    private TrunkLines() {}

    static TrunkLine read(Fields f, Problems problems) {
        int registerS = f.whole("registerS", 0, LONGEST_REGISTRATION_S, 0);
        int usual = registerS > 0 ? USUAL_KEEP_ALIVE_S : 0;
        Optional<String> realm = f.text("realm", Rule.REALM);
        needs(f, "registerS", "username", problems);
        needs(f, "realm", "username", problems);
        needs(f, "proxyPort", "proxy", problems);
        int proxyPort = f.has("proxyPort") ? f.whole("proxyPort", 1, 65535, 0) : 0;
        return new TrunkLine(
                !f.has("port"),
                !f.has("transport"),
                f.text("proxy", Rule.HOST).map(host -> new TrunkLine.Proxy(host, proxyPort)),
                Duration.ofSeconds(registerS),
                f.text("domain", Rule.DOMAIN).map(d -> d.toLowerCase(Locale.ROOT)),
                realm,
                Duration.ofSeconds(f.whole("keepAliveS", 0, LONGEST_KEEP_ALIVE_S, usual)),
                Duration.ofSeconds(
                        f.whole(
                                "firstAnswerS",
                                1,
                                LONGEST_WAIT_S,
                                (int) TrunkLine.FIRST_ANSWER.toSeconds())),
                Terms.publicAddress(f));
    }

    static void needs(Fields f, String key, String other, Problems problems) {
        if (f.has(key) && !f.has(other)) {
            problems.add(f.placeOf(key), "'" + key + "' needs '" + other + "'");
        }
    }
}
