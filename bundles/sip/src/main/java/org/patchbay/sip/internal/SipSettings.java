package org.patchbay.sip.internal;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.sip.internal.leg.DialogRules;
import org.patchbay.sip.internal.subscribe.SubscribeSettings;
import org.patchbay.sip.internal.trace.SipTape;

/**
 * What SIP runs with.
 *
 * @param transports {@code udp}, {@code tcp}
 * @param threads at least 1
 * @param algorithms tokens of digest algorithms, offered in that order
 * @param mostLegs beyond that many new calls are refused
 * @param upkeep how patient it is with itself and with connections
 * @param security of signalling and media
 * @param tape how much of what was said is kept
 * @param nameServers empty for those of the system
 * @param dialogs how patient legs are
 * @param subscribe what subscribers may ask for
 */
record SipSettings(
        String bindAddress,
        int port,
        List<String> transports,
        int threads,
        Duration nonceLife,
        List<String> algorithms,
        int mostLegs,
        Upkeep.Settings upkeep,
        SipSecurity security,
        SipTape.Limits tape,
        List<InetSocketAddress> nameServers,
        DialogRules dialogs,
        SubscribeSettings subscribe) {
    SipSettings {
        transports = words(transports).map(t -> t.toLowerCase(Locale.ROOT)).toList();
        algorithms = words(algorithms).toList();
    }

    /** A plain text file gives one string with commas. */
    private static Stream<String> words(List<String> values) {
        return values.stream()
                .flatMap(v -> Stream.of(v.split(",")))
                .map(String::trim)
                .filter(v -> !v.isEmpty());
    }

    List<DigestAlgorithm> digestAlgorithms() {
        return algorithms.stream()
                .map(
                        a ->
                                DigestAlgorithm.byToken(a)
                                        .orElseThrow(
                                                () ->
                                                        new IllegalArgumentException(
                                                                "digest-algorithms: unknown '"
                                                                        + a
                                                                        + "'")))
                .toList();
    }
}
