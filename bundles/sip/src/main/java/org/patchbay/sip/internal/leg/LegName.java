package org.patchbay.sip.internal.leg;

import java.util.Optional;

/** What the target of a leg says: {@code device:1001#…}, {@code trunk:acme/0123}. Pure. */
final class LegName {
    private static final String DEVICE = "device:";

    private LegName() {}

    /** Empty for those of trunks. */
    static Optional<String> device(String target) {
        return target.startsWith(DEVICE)
                ? Optional.of(target.substring(DEVICE.length()).split("#", 2)[0])
                : Optional.empty();
    }

    /** Whether it is a call, in or out, over that trunk. */
    static boolean isOver(String target, String trunk) {
        String whole = "trunk:" + trunk;
        return target.equals(whole) || target.startsWith(whole + "/");
    }
}
