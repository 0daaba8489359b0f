package org.patchbay.sip.internal.subscribe;

/**
 * What subscribers may ask for.
 *
 * @param watchLines whether devices may see who talks
 * @param mostOfDevice subscriptions that one device may have
 * @param most in all
 */
public record SubscribeSettings(
        boolean watchLines, int mostOfDevice, int most, int shortestS, int longestS) {
    public static final SubscribeSettings USUAL =
            new SubscribeSettings(true, 100, 10_000, 60, 3600);

    public SubscribeSettings {
        if (mostOfDevice < 0 || most < 0 || shortestS < 1 || longestS < shortestS) {
            throw new IllegalArgumentException(
                    "subscriptions: at most "
                            + mostOfDevice
                            + " of "
                            + most
                            + ", "
                            + shortestS
                            + " to "
                            + longestS
                            + " s");
        }
    }
}
