/** REGISTER (RFC 3261 §10.3). */
package org.patchbay.sip.internal.register;
