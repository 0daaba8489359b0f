package org.patchbay.sip.internal.register;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.SipRequest;

/**
 * Tells a client that keeps its connection open how often it has to be heard there (RFC 5626
 * §4.4.1): a registration ends with a connection that has broken, instead of going on to ring
 * nobody. Only who supports {@code outbound} knows what is meant.
 */
public final class FlowTimer {
    /** On top of what the client is told: its keep-alive is on the way (RFC 5626 §10). */
    public static final Duration GRACE = Duration.ofSeconds(10);

    private final Duration every;
    private final BiConsumer<String, Duration> mostSilent;

    /**
     * @param every 0 for never
     * @param mostSilent is told the id of a connection and when it counts as broken
     */
    public FlowTimer(Duration every, BiConsumer<String, Duration> mostSilent) {
        this.every = every;
        this.mostSilent = mostSilent;
    }

    /**
     * @param ok to a REGISTER that leaves a binding of its connection
     */
    Reply in(Reply ok, SipRequest register) {
        String connection = register.peer().connection();
        if (every.toSeconds() == 0 || connection.isEmpty() || !supportsOutbound(register)) {
            return ok;
        }
        mostSilent.accept(connection, every.plus(GRACE));
        return ok.header("Flow-Timer", Long.toString(every.toSeconds()));
    }

    private static boolean supportsOutbound(SipRequest register) {
        return register.head().headers("Supported").stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .anyMatch(tag -> tag.trim().toLowerCase(Locale.ROOT).equals("outbound"));
    }
}
