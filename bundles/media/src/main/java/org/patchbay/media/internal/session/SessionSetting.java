package org.patchbay.media.internal.session;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Where sessions get chance and the time of day from.
 *
 * @param random used by several threads
 * @param wallMillis milliseconds since 1970, for the NTP time of reports
 */
public record SessionSetting(RandomGenerator random, LongSupplier wallMillis) {}
