package org.patchbay.sip.internal.message;

import java.util.List;
import java.util.Set;

/** The methods that we know, and what we say about them. */
public final class Methods {
    public static final String INVITE = "INVITE";
    public static final String ACK = "ACK";
    public static final String CANCEL = "CANCEL";
    public static final String BYE = "BYE";
    public static final String OPTIONS = "OPTIONS";
    public static final String REGISTER = "REGISTER";
    public static final String UPDATE = "UPDATE";
    public static final String INFO = "INFO";
    public static final String REFER = "REFER";
    public static final String NOTIFY = "NOTIFY";
    public static final String SUBSCRIBE = "SUBSCRIBE";

    /** Of the Allow-Events header. */
    public static final String EVENTS = "dialog, message-summary";

    /** Of the Allow header. */
    public static final String ALLOWED =
            "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, REFER, REGISTER, SUBSCRIBE";

    /** Option tags that may be required of us (RFC 4488, 3891). */
    public static final Set<String> OPTIONS_KNOWN = Set.of("norefersub", "replaces");

    /** Of the Supported header. */
    public static final String SUPPORTED = "replaces, norefersub";

    /** Of every INVITE and its 2xx. */
    public static final List<Header> ABILITIES =
            List.of(new Header("Allow", ALLOWED), new Header("Supported", SUPPORTED));

    private Methods() {}

    /** What OPTIONS asks (RFC 3261 §11.2). */
    public static Reply capabilities(Reply reply) {
        return reply.header("Allow", ALLOWED)
                .header("Supported", SUPPORTED)
                .header("Allow-Events", EVENTS)
                .header("Accept", Body.SDP)
                .header("Accept-Encoding", "identity")
                .header("Accept-Language", "en");
    }

    public static Reply notAllowed() {
        return Reply.of(405).header("Allow", ALLOWED);
    }
}
