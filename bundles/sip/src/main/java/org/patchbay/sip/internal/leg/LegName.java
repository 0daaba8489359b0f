package org.patchbay.sip.internal.leg;

import java.util.Optional;

/** What the target of a leg says: {@code device:1001#…}, {@code trunk:acme/0123}. Pure. */
final class LegName {
    private static final String DEVICE = "device:";
    private static final String TRUNK = "trunk:";

    private LegName() {}

    /** Empty for those of trunks. */
    static Optional<String> device(String target) {
        return target.startsWith(DEVICE)
                ? Optional.of(target.substring(DEVICE.length()).split("#", 2)[0])
                : Optional.empty();
    }

    /** Empty for those of devices. */
    static Optional<String> trunk(String target) {
        return target.startsWith(TRUNK)
                ? Optional.of(target.substring(TRUNK.length()).split("/", 2)[0])
                : Optional.empty();
    }

    /** Whether it is a call, in or out, over that trunk. */
    static boolean isOver(String target, String trunk) {
        return trunk(target).filter(trunk::equals).isPresent();
    }
}
