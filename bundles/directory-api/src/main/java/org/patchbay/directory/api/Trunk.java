package org.patchbay.directory.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A line to somebody else's exchange, known by its address or by our registration there.
 *
 * @param host where calls go: an IP address or a name
 * @param port SIP port there
 * @param transport {@code udp}, {@code tcp}, or {@code tls}, where {@code host} is the name that
 *     its certificate must have (RFC 5922)
 * @param sources IP addresses that its calls come from, with {@code :port} where the port must
 *     match too
 * @param codecs names by falling preference; empty for all
 * @param username the digest user name where it challenges us, else empty
 * @param srtp whether its media is protected; empty for protected over TLS where it can, else plain
 * @param dtmf the form of its keys
 * @param line how it is found, kept and tried
 * @param terms what holds for its calls
 */
public record Trunk(
        String id,
        String host,
        int port,
        String transport,
        List<String> sources,
        List<String> codecs,
        String username,
        Optional<SrtpPolicy> srtp,
        DtmfPolicy dtmf,
        TrunkLine line,
        TrunkTerms terms) {
    public Trunk {
        Objects.requireNonNull(id);
        Objects.requireNonNull(host);
        Objects.requireNonNull(username);
        Objects.requireNonNull(srtp);
        Objects.requireNonNull(dtmf);
        Objects.requireNonNull(line);
        Objects.requireNonNull(terms);
        sources = List.copyOf(sources);
        codecs = List.copyOf(codecs);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** Of the account: in its address of record, and where calls to it are meant for. */
    public String domain() {
        return line.domain().orElse(host);
    }

    /** The same with other terms. */
    public Trunk with(TrunkTerms other) {
        return new Trunk(
                id, host, port, transport, sources, codecs, username, srtp, dtmf, line, other);
    }

    /** Without limits. */
    public Trunk(
            String id,
            String host,
            int port,
            String transport,
            List<String> sources,
            List<String> codecs,
            String username,
            Optional<SrtpPolicy> srtp,
            DtmfPolicy dtmf,
            TrunkLine line) {
        this(
                id,
                host,
                port,
                transport,
                sources,
                codecs,
                username,
                srtp,
                dtmf,
                line,
                TrunkTerms.PLAIN);
    }

    /** Keys in whatever form it can. */
    public Trunk(
            String id,
            String host,
            int port,
            String transport,
            List<String> sources,
            List<String> codecs,
            String username,
            Optional<SrtpPolicy> srtp,
            TrunkLine line) {
        this(id, host, port, transport, sources, codecs, username, srtp, DtmfPolicy.AUTO, line);
    }

    /** By its address, as given. */
    public Trunk(
            String id,
            String host,
            int port,
            String transport,
            List<String> sources,
            List<String> codecs,
            String username,
            Optional<SrtpPolicy> srtp) {
        this(id, host, port, transport, sources, codecs, username, srtp, TrunkLine.PLAIN);
    }

    /** Protected like most. */
    public Trunk(
            String id,
            String host,
            int port,
            String transport,
            List<String> sources,
            List<String> codecs,
            String username) {
        this(id, host, port, transport, sources, codecs, username, Optional.empty());
    }
}
