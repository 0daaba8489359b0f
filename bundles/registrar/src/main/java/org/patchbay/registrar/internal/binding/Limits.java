package org.patchbay.registrar.internal.binding;

/**
 * What the table allows.
 *
 * @param defaultExpiresS where a REGISTER names no time
 * @param minExpiresS shorter is answered 423
 * @param maxExpiresS longer is granted shortened
 * @param maxContacts of one address of record
 * @param maxBindings of the house
 */
public record Limits(
        int defaultExpiresS, int minExpiresS, int maxExpiresS, int maxContacts, int maxBindings) {
    public Limits {
        if (minExpiresS < 1 || minExpiresS > maxExpiresS || maxExpiresS > 7 * 86_400) {
            throw new IllegalArgumentException(
                    "expires: 1 ≤ min " + minExpiresS + " ≤ max " + maxExpiresS + " ≤ 604800");
        }
        if (defaultExpiresS < minExpiresS || defaultExpiresS > maxExpiresS) {
            throw new IllegalArgumentException(
                    "default expires " + defaultExpiresS + " is not between min and max");
        }
        if (maxContacts < 1 || maxContacts > 100 || maxBindings < maxContacts) {
            throw new IllegalArgumentException(
                    "max contacts " + maxContacts + ", max bindings " + maxBindings);
        }
    }
}
