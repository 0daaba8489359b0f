/** Keeps the messages of calls for those who want to see what was said. */
package org.patchbay.sip.internal.trace;
