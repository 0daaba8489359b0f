package org.patchbay.sip.internal.guard;

import java.util.Properties;

/**
 * How much one source may send, in messages. Given by properties of the stack, because the stack
 * makes the guard itself.
 *
 * @param ratePerS messages a second in the long run
 * @param burst messages at once
 */
public record GuardSettings(int ratePerS, int burst, int loopbackRatePerS, int loopbackBurst) {
    public static final GuardSettings DEFAULT = new GuardSettings(2_000, 4_000, 50_000, 50_000);
    private static final String PREFIX = "org.patchbay.sip.guard.";

    public GuardSettings {
        if (ratePerS < 1 || burst < 1 || loopbackRatePerS < 1 || loopbackBurst < 1) {
            throw new IllegalArgumentException("a rate below 1");
        }
    }

    /** Writes them where {@link #of} finds them. */
    public void putInto(Properties stack) {
        stack.setProperty(PREFIX + "rate", Integer.toString(ratePerS));
        stack.setProperty(PREFIX + "burst", Integer.toString(burst));
        stack.setProperty(PREFIX + "loopback-rate", Integer.toString(loopbackRatePerS));
        stack.setProperty(PREFIX + "loopback-burst", Integer.toString(loopbackBurst));
    }

    static GuardSettings of(Properties stack) {
        return new GuardSettings(
                number(stack, "rate", DEFAULT.ratePerS),
                number(stack, "burst", DEFAULT.burst),
                number(stack, "loopback-rate", DEFAULT.loopbackRatePerS),
                number(stack, "loopback-burst", DEFAULT.loopbackBurst));
    }

    private static int number(Properties stack, String name, int otherwise) {
        String value = stack.getProperty(PREFIX + name);
        return value == null ? otherwise : Integer.parseInt(value.strip());
    }
}
