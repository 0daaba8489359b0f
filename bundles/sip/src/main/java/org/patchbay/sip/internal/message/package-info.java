/** Messages as values, and what the rest of the bundle asks of the stack. */
package org.patchbay.sip.internal.message;
