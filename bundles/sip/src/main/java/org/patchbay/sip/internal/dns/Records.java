package org.patchbay.sip.internal.dns;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * What name servers say. An empty list is an answer: there is none. A stage fails where nobody
 * answered.
 */
public interface Records {
    CompletionStage<List<Naptr>> naptr(String name);

    CompletionStage<List<Srv>> srv(String name);

    /** IP addresses, those of IPv4 first. */
    CompletionStage<List<String>> addresses(String name);

    /** RFC 3403 §4.1. */
    record Naptr(int order, int preference, String flags, String service, String replacement) {
        public Naptr {
            flags = flags.toLowerCase(Locale.ROOT);
            service = service.toUpperCase(Locale.ROOT);
            Objects.requireNonNull(replacement);
        }
    }

    /**
     * RFC 2782.
     *
     * @param target empty where it says that there is no such service
     */
    record Srv(int priority, int weight, int port, String target) {
        public Srv {
            Objects.requireNonNull(target);
        }
    }
}
