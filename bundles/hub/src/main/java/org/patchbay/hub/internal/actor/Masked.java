package org.patchbay.hub.internal.actor;

import java.util.regex.Pattern;

/** Numbers as they may stand in a log: they come from the network, and belong to people. */
final class Masked {
    /** Up to here a number is one of the house's own. */
    private static final int SHORT = 6;

    private static final int LAST = 4;

    private static final Pattern STRANGE = Pattern.compile("[^\\w+*#.@-]");

    private Masked() {}

    static String number(String number) {
        String clean = STRANGE.matcher(number).replaceAll("?");
        if (clean.isEmpty()) {
            return "anonymous";
        }
        return clean.length() <= SHORT ? clean : "…" + clean.substring(clean.length() - LAST);
    }
}
