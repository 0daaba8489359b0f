/** Serial queues keyed by Call-ID. */
package org.patchbay.sip.internal.queue;
