package org.patchbay.sip.internal.message;

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

    /** Of the Allow header. */
    public static final String ALLOWED =
            "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, REGISTER";

    private Methods() {}

    /** What OPTIONS asks (RFC 3261 §11.2). */
    public static Reply capabilities(Reply reply) {
        return reply.header("Allow", ALLOWED)
                .header("Accept", Body.SDP)
                .header("Accept-Encoding", "identity")
                .header("Accept-Language", "en");
    }

    public static Reply notAllowed() {
        return Reply.of(405).header("Allow", ALLOWED);
    }
}
