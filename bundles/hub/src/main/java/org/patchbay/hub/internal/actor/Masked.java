package org.patchbay.hub.internal.actor;

/** Numbers as they may stand in a log: they come from the network, and belong to people. */
final class Masked {
    /** Up to here a number is one of the house's own. */
    private static final int SHORT = 6;

    private static final int LAST = 4;

    private Masked() {}

    static String number(String number) {
        String clean = number.replaceAll("[^\\w+*#.@-]", "?");
        if (clean.isEmpty()) {
            return "anonymous";
        }
        return clean.length() <= SHORT ? clean : "…" + clean.substring(clean.length() - LAST);
    }
}
