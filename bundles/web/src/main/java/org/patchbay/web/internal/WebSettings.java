package org.patchbay.web.internal;

import java.nio.file.Path;
import java.time.Duration;
import org.patchbay.web.internal.https.HttpsServer;
import org.patchbay.web.internal.https.PemIdentity;
import org.patchbay.web.internal.login.Guesses;
import org.patchbay.web.internal.login.Sessions;

/** What the configuration means. */
final class WebSettings {
    private WebSettings() {}

    static Path etc() {
        return Path.of(System.getProperty("karaf.etc"));
    }

    static Path data() {
        return Path.of(System.getProperty("karaf.data"), "web");
    }

    static HttpsServer.Settings https(WebConfig config) {
        Path tls = etc().resolve("tls");
        return new HttpsServer.Settings(
                config.bind$_$address(),
                config.port(),
                new PemIdentity(
                        file(config.certificate(), tls.resolve("certificate.pem")),
                        file(config.key(), tls.resolve("key.pem"))),
                config.max$_$connections(),
                config.max$_$connections$_$of$_$source(),
                data());
    }

    private static Path file(String configured, Path usual) {
        return configured.isBlank() ? usual : Path.of(configured);
    }

    static Sessions.Limits sessions(WebConfig config) {
        return new Sessions.Limits(
                Duration.ofMinutes(config.session$_$idle$_$min()),
                Duration.ofHours(config.session$_$longest$_$h()),
                config.sessions(),
                config.sessions$_$of$_$user());
    }

    static Guesses.Rules guesses(WebConfig config) {
        return new Guesses.Rules(
                config.guess$_$free$_$tries(),
                Duration.ofSeconds(config.guess$_$longest$_$wait$_$s()),
                config.guess$_$failures$_$of$_$source(),
                config.guess$_$failures$_$of$_$account(),
                Duration.ofSeconds(config.guess$_$lock$_$s()));
    }
}
