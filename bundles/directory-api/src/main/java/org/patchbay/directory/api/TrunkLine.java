package org.patchbay.directory.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a trunk is found, kept and tried.
 *
 * @param anyPort no port is given: SRV records may say one (RFC 3263 §4.2)
 * @param anyTransport no transport is given: NAPTR records may say one (RFC 3263 §4.1)
 * @param proxy what stands between us and its host (RFC 3261 §8.1.2); empty for nothing
 * @param registerFor how long we ask a registration to last; zero where we do not register
 * @param domain of the account, where it is not the host
 * @param realm whose challenges are answered; empty for the one that is met first
 * @param keepAlive between two OPTIONS; zero for none
 * @param firstAnswer how long a call waits for the first response to its INVITE
 * @param publicAddress where it finds us
 */
public record TrunkLine(
        boolean anyPort,
        boolean anyTransport,
        Optional<Proxy> proxy,
        Duration registerFor,
        Optional<String> domain,
        Optional<String> realm,
        Duration keepAlive,
        Duration firstAnswer,
        PublicAddress publicAddress) {
    public static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

    /** By its address, as given; neither registers nor asks. */
    public static final TrunkLine PLAIN =
            new TrunkLine(
                    false,
                    false,
                    Optional.empty(),
                    Duration.ZERO,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ZERO,
                    FIRST_ANSWER);

    /**
     * @param port 0 where none is given
     */
    public record Proxy(String host, int port) {
        public Proxy {
            Objects.requireNonNull(host);
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port " + port);
            }
        }
    }

    public TrunkLine {
        Objects.requireNonNull(proxy);
        Objects.requireNonNull(domain);
        Objects.requireNonNull(realm);
        Objects.requireNonNull(publicAddress);
        if (registerFor.isNegative() || keepAlive.isNegative() || firstAnswer.isNegative()) {
            throw new IllegalArgumentException("a time of a trunk is negative");
        }
    }

    /** It says itself where it finds us. */
    public TrunkLine(
            boolean anyPort,
            boolean anyTransport,
            Optional<Proxy> proxy,
            Duration registerFor,
            Optional<String> domain,
            Optional<String> realm,
            Duration keepAlive,
            Duration firstAnswer) {
        this(
                anyPort,
                anyTransport,
                proxy,
                registerFor,
                domain,
                realm,
                keepAlive,
                firstAnswer,
                PublicAddress.LEARNT);
    }

    public boolean registers() {
        return !registerFor.isZero();
    }
}
