package org.patchbay.webrtc.internal.json;

/** What a page said cannot be understood; the message is for people and repeats nothing of it. */
public final class BadWord extends Exception {
    private static final long serialVersionUID = 1L;
    private final String of;

    BadWord(String of, String message) {
        super(message, null, false, false);
        this.of = of;
    }

    /** What it was meant to be; empty where not even that is known. */
    public String of() {
        return of;
    }
}
