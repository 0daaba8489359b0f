package org.patchbay.sip.internal.message;

import java.util.stream.Stream;

/** Option tags of Require and Supported (RFC 3261 §19.2). */
public final class OptionTags {
    public static final String RELIABLY = "100rel";
    public static final String TIMER = "timer";
    public static final String PATH = "path";
    public static final String OUTBOUND = "outbound";

    private OptionTags() {}

    public static boolean requires(SipHead head, String option) {
        return has(head, "Require", option);
    }

    /** Whether the sender knows it: who requires it does. */
    public static boolean supports(SipHead head, String option) {
        return has(head, "Supported", option) || requires(head, option);
    }

    private static boolean has(SipHead head, String header, String option) {
        return head.headers(header).stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .anyMatch(o -> o.trim().equalsIgnoreCase(option));
    }
}
