package org.patchbay.sdp;

/** Decimal numbers from the network, without exceptions. */
final class Numbers {
    private Numbers() {}

    /**
     * The value of plain ASCII digits, or −1 where it is anything else or more than {@code max}.
     */
    static int upTo(String digits, int max) {
        if (digits.isEmpty() || digits.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value > max ? -1 : value;
    }
}
