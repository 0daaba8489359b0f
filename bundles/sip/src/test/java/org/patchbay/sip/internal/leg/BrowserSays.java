package org.patchbay.sip.internal.leg;

/** Descriptions of browsers, as far as they matter here. */
public final class BrowserSays {
    public static final String UFRAG = "theirs";

    private static final String PLAIN =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
                    + "m=audio 9 RTP/AVP 0\r\nc=IN IP4 0.0.0.0\r\na=rtpmap:0 PCMU/8000\r\n";

    private BrowserSays() {}

    public static String plain() {
        return PLAIN;
    }

    public static String offer() {
        return with("actpass", UFRAG);
    }

    public static String answer() {
        return with("active", UFRAG);
    }

    public static String with(String setup, String ufrag) {
        return PLAIN.replace("RTP/AVP", "UDP/TLS/RTP/SAVPF")
                + "a=rtcp-mux\r\na=mid:voice\r\na=ice-ufrag:"
                + ufrag
                + "\r\na=ice-pwd:0123456789012345678901\r\na=fingerprint:sha-256 "
                + "AB:".repeat(31)
                + "AB\r\na=setup:"
                + setup
                + "\r\n";
    }
}
