package org.patchbay.directory.file.internal.model;

import java.util.regex.Pattern;

/** IP addresses as text, without asking any name service. */
final class IpAddress {
    private static final Pattern V4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.|$)){4}(?<!\\.)");

    private IpAddress() {}

    static boolean isAddress(String text) {
        return V4.matcher(text).matches() || isV6(text);
    }

    /**
     * {@code 192.0.2.1}, {@code 192.0.2.1:5060}, {@code 2001:db8::1}, {@code [2001:db8::1]:5060}.
     */
    static boolean isSource(String text) {
        if (isAddress(text)) {
            return true;
        }
        if (text.startsWith("[")) {
            int end = text.indexOf("]:");
            return end > 0 && isV6(text.substring(1, end)) && isPort(text.substring(end + 2));
        }
        int colon = text.indexOf(':');
        return colon > 0
                && V4.matcher(text.substring(0, colon)).matches()
                && isPort(text.substring(colon + 1));
    }

    private static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65535;
    }

    /** RFC 4291 §2.2, without the form that ends in a dotted IPv4 address. */
    private static boolean isV6(String text) {
        if (text.length() > 39 || text.indexOf(':') < 0) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == 8;
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int before = groups(text.substring(0, gap));
        int after = groups(text.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** How many groups of one to four hex digits, −1 where something else is among them. */
    private static int groups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] groups = text.split(":", -1);
        for (String group : groups) {
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                return -1;
            }
        }
        return groups.length;
    }
}
