package org.patchbay.sdp;

/** What kind of address a text is, found without any look-up. */
enum IpLiteral {
    /** Not an IP address. */
    NONE,
    UNICAST,
    /** 0.0.0.0 or :: */
    UNSPECIFIED,
    /** Multicast or broadcast: nothing that media of a call is sent to. */
    NOT_UNICAST;

    private static final int MAX_LENGTH = 45;

    static IpLiteral of(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return NONE;
        }
        return text.indexOf(':') >= 0 ? v6(text) : v4(text);
    }

    private static IpLiteral v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return NONE;
        }
        int value = 0;
        for (String part : parts) {
            int octet = Numbers.upTo(part, 255);
            if (octet < 0 || part.length() > 3) {
                return NONE;
            }
            value = value << 8 | octet;
        }
        if (value == 0) {
            return UNSPECIFIED;
        }
        return value >>> 28 >= 0xE ? NOT_UNICAST : UNICAST;
    }

    private static IpLiteral v6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return NONE;
        }
        String head = gap < 0 ? text : text.substring(0, gap);
        String tail = gap < 0 ? "" : text.substring(gap + 2);
        int[] sum = {0};
        int headGroups = groups(head, gap < 0, sum);
        int tailGroups = groups(tail, true, sum);
        if (headGroups < 0 || tailGroups < 0) {
            return NONE;
        }
        int groups = headGroups + tailGroups;
        if (gap < 0 ? groups != 8 : groups > 7) {
            return NONE;
        }
        if (sum[0] == 0) {
            return UNSPECIFIED;
        }
        // ff00::/8 (RFC 4291 §2.7): only a first group of four digits can begin with ff.
        boolean multicast = text.indexOf(':') == 4 && text.regionMatches(true, 0, "ff", 0, 2);
        return multicast ? NOT_UNICAST : UNICAST;
    }

    /** How many 16-bit groups; −1 where one is wrong. Ors their values into {@code sum}. */
    private static int groups(String text, boolean mayEndInV4, int[] sum) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (mayEndInV4 && i == parts.length - 1 && part.indexOf('.') >= 0) {
                IpLiteral v4 = v4(part);
                if (v4 == NONE) {
                    return -1;
                }
                sum[0] |= v4 == UNSPECIFIED ? 0 : 1;
                count += 2;
            } else if (part.matches("[0-9A-Fa-f]{1,4}")) {
                sum[0] |= Integer.parseInt(part, 16);
                count++;
            } else {
                return -1;
            }
        }
        return count;
    }
}
