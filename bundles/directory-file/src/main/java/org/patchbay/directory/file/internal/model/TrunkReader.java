package org.patchbay.directory.file.internal.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.directory.api.DtmfPolicy;
import org.patchbay.directory.api.RedirectPolicy;
import org.patchbay.directory.api.SrtpPolicy;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkLine;
import org.patchbay.directory.api.TrunkTerms;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.directory.file.internal.json.JsonValue;
import org.patchbay.directory.file.internal.json.Place;
import org.patchbay.directory.file.internal.json.Printable;

/** The trunks and what we prove ourselves with there. */
final class TrunkReader {
    private static final Set<String> KEYS =
            DirectoryReader.keys(
                    "id",
                    "host",
                    "port",
                    "transport",
                    "sources",
                    "codecs",
                    "username",
                    "secret",
                    "srtp",
                    "dtmf",
                    "proxy",
                    "proxyPort",
                    "registerS",
                    "domain",
                    "realm",
                    "keepAliveS",
                    "firstAnswerS",
                    "maxCalls",
                    "allow",
                    "deny",
                    "callerId",
                    "mayShow",
                    "showForwarded",
                    "trusted",
                    "publicAddress",
                    "redirect");
    private static final Rule TRANSPORT = Rule.oneOf("udp", "tcp", "tls");
    private static final int DEFAULT_PORT = 5060;
    private static final int DEFAULT_TLS_PORT = 5061;

    private final Problems problems;
    private final Map<Account, Credential> credentials;
    private final Map<String, Trunk> trunks = new LinkedHashMap<>();
    private final Map<String, RedirectPolicy> redirects = new LinkedHashMap<>();
    private final Map<String, Place> sources = new HashMap<>();

    TrunkReader(Problems problems, Map<Account, Credential> credentials) {
        this.problems = problems;
        this.credentials = credentials;
    }

    Map<String, Trunk> trunks() {
        return trunks;
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
            Optional<String> host = f.required("host", Rule.HOST);
            String transport = f.text("transport", TRANSPORT).orElse("udp");
            int usual = transport.equals("tls") ? DEFAULT_TLS_PORT : DEFAULT_PORT;
            int port = f.whole("port", 1, 65535, usual);
            List<String> from = f.texts("sources", Rule.SOURCE, this::claimSource);
            List<String> codecs = f.texts("codecs", Rule.CODEC);
            Optional<String> username = f.text("username", Rule.USERNAME);
            Optional<String> secret = f.text("secret", Rule.SECRET);
            Optional<SrtpPolicy> srtp = DeviceReader.srtp(f);
            DtmfPolicy dtmf = DeviceReader.dtmf(f);
            if (f.has("username") != f.has("secret")) {
                problems.add(f.place(), "'username' and 'secret' belong together");
            }
            TrunkLine line = TrunkLines.read(f, problems);
            Optional<RedirectPolicy> redirect = DeviceReader.redirect(f);
            TrunkTerms terms = Terms.ofTrunk(f, problems);
            if (id.isEmpty() || host.isEmpty()) {
                continue;
            }
            String user = username.orElse("");
            redirect.ifPresent(r -> redirects.put("trunk:" + id.get(), r));
            trunks.put(
                    id.get(),
                    new Trunk(
                            id.get(),
                            host.get(),
                            port,
                            transport,
                            from,
                            codecs,
                            user,
                            srtp,
                            dtmf,
                            line,
                            terms));
            secret.ifPresent(
                    s ->
                            credentials.put(
                                    Account.trunk(id.get()),
                                    Credential.ofSecret(user, s, line.realm())));
        }
    }

    /** A call's source must name one trunk only. */
    private void claimSource(String source, Place at) {
        Place earlier = sources.putIfAbsent(source, at);
        if (earlier != null) {
            problems.add(
                    at,
                    "source '"
                            + Printable.of(source)
                            + "' is taken by "
                            + earlier.path()
                            + " in line "
                            + earlier.line());
        }
    }
}
