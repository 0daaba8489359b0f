/** Counters. */
package org.patchbay.sip.internal.stats;
