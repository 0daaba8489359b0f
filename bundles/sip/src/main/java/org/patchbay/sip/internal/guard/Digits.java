package org.patchbay.sip.internal.guard;

/** Decimal numbers from the network, without exceptions. */
final class Digits {
    private static final int MAX_DIGITS = 18;

    private Digits() {}

    /** The value of plain digits; −1 where it is anything else or more than {@code max}. */
    static int upTo(String digits, int max) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value > max ? -1 : (int) value;
    }
}
