package org.patchbay.directory.file.internal.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.DtmfPolicy;
import org.patchbay.directory.api.RedirectPolicy;
import org.patchbay.directory.api.SrtpPolicy;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.directory.file.internal.json.JsonValue;

/** The devices and what they prove themselves with. */
final class DeviceReader {
    private static final Set<String> KEYS =
            DirectoryReader.keys(
                    "id",
                    "secret",
                    "ha1",
                    "digest",
                    "transports",
                    "codecs",
                    "srtp",
                    "dtmf",
                    "redirect");
    private static final Set<String> HA1_KEYS = DirectoryReader.keys("SHA-256", "MD5");
    private static final Rule ALGORITHM = Rule.oneOf("SHA-256", "MD5");
    private static final Rule TRANSPORT = Rule.oneOf("udp", "tcp", "tls", "ws", "wss");

    private static final Rule SRTP = Rule.oneOf("required", "preferred", "off");
    private static final Rule REDIRECT = Rule.oneOf("inside", "never", "script");
    private static final Rule DTMF = Rule.oneOf("auto", "rfc4733", "info", "inband");

    private final String domain;
    private final Problems problems;
    private final Map<Account, Credential> credentials;
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, RedirectPolicy> redirects = new LinkedHashMap<>();

    DeviceReader(String domain, Problems problems, Map<Account, Credential> credentials) {
        this.domain = domain;
        this.problems = problems;
        this.credentials = credentials;
    }

    Map<String, Device> devices() {
        return devices;
    }

    /** By target. */
    Map<String, RedirectPolicy> redirects() {
        return redirects;
    }

    void readAll(List<JsonValue> items) {
        Ids ids = new Ids(problems);
        for (JsonValue item : items) {
            Fields f = Fields.of(item, problems, KEYS);
            Optional<String> id = ids.claim(f);
            Set<String> transports = new LinkedHashSet<>(f.texts("transports", TRANSPORT));
            List<String> codecs = f.texts("codecs", Rule.CODEC);
            List<DigestAlgorithm> digest = digest(f);
            Optional<SrtpPolicy> srtp = srtp(f);
            DtmfPolicy dtmf = dtmf(f);
            Optional<RedirectPolicy> redirect = redirect(f);
            Optional<Credential> credential = credential(f, id.orElse(""));
            id.ifPresent(
                    i -> {
                        redirect.ifPresent(r -> redirects.put("device:" + i, r));
                        devices.put(i, new Device(i, transports, codecs, digest, srtp, dtmf));
                        credential.ifPresent(c -> credentials.put(Account.device(i), c));
                    });
        }
    }

    /** Also of a trunk. */
    static Optional<SrtpPolicy> srtp(Fields f) {
        return f.text("srtp", SRTP).flatMap(SrtpPolicy::byWord);
    }

    /** Also of a trunk. */
    static Optional<RedirectPolicy> redirect(Fields f) {
        return f.text("redirect", REDIRECT).flatMap(RedirectPolicy::byWord);
    }

    /** Also of a trunk. */
    static DtmfPolicy dtmf(Fields f) {
        return f.text("dtmf", DTMF).flatMap(DtmfPolicy::byWord).orElse(DtmfPolicy.AUTO);
    }

    /** What it may be challenged with: a hash that is not stored can prove nothing. */
    private List<DigestAlgorithm> digest(Fields f) {
        Set<String> stored =
                f.value("ha1").map(DeviceReader::keysOf).orElse(HA1_KEYS); // a secret makes each
        List<DigestAlgorithm> named = new ArrayList<>();
        f.texts(
                "digest",
                ALGORITHM,
                (token, at) -> {
                    DigestAlgorithm.byToken(token).ifPresent(named::add);
                    if (!stored.contains(token)) {
                        problems.add(at, "'ha1' has no hash for '" + token + "'");
                    }
                });
        if (f.has("digest")) {
            if (f.list("digest").isEmpty()) {
                problems.add(f.placeOf("digest"), "needs 'SHA-256', 'MD5' or both");
            }
            return named;
        }
        return stored.size() == 1
                ? stored.stream().flatMap(t -> DigestAlgorithm.byToken(t).stream()).toList()
                : List.of();
    }

    private static Set<String> keysOf(JsonValue value) {
        return value instanceof JsonValue.Struct struct ? struct.members().keySet() : Set.of();
    }

    private Optional<Credential> credential(Fields f, String id) {
        if (f.has("secret") == f.has("ha1")) {
            problems.add(f.place(), "needs either 'secret' or 'ha1', and not both");
            return Optional.empty();
        }
        if (f.has("secret")) {
            return f.text("secret", Rule.SECRET).map(s -> Credential.ofSecret(id, s));
        }
        Fields hashes = Fields.of(f.value("ha1").orElseThrow(), problems, HA1_KEYS);
        Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
        hash(hashes, DigestAlgorithm.SHA_256, 64, ha1);
        hash(hashes, DigestAlgorithm.MD5, 32, ha1);
        if (!hashes.has("SHA-256") && !hashes.has("MD5")) {
            problems.add(f.placeOf("ha1"), "needs 'SHA-256', 'MD5' or both");
        }
        return Optional.of(Credential.ofHa1(domain, ha1));
    }

    private static void hash(
            Fields f, DigestAlgorithm algorithm, int digits, Map<DigestAlgorithm, String> into) {
        f.text(algorithm.token(), Rule.hex(digits))
                .ifPresent(hex -> into.put(algorithm, hex.toLowerCase(Locale.ROOT)));
    }
}
