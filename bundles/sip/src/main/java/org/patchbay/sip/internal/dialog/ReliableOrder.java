package org.patchbay.sip.internal.dialog;

/**
 * Which reliable provisional responses of one early dialog count (RFC 3262 §4): each once, and in
 * their order. Pure.
 *
 * @param last RSeq that was acknowledged; 0 while there was none
 */
public record ReliableOrder(long last) {
    private static final long HIGHEST = (1L << 32) - 1;

    public static ReliableOrder begin() {
        return new ReliableOrder(0);
    }

    /** Whether it is the next: to be read, and acknowledged. Others are as if they had not come. */
    public boolean isNext(long rseq) {
        return rseq > 0 && rseq <= HIGHEST && (last == 0 || rseq == last + 1);
    }

    public ReliableOrder after(long rseq) {
        return new ReliableOrder(rseq);
    }
}
