/**
 * Digest authentication, both sides (RFC 7616, RFC 8760, RFC 3261 §22). Pure but for the clock it
 * is given.
 */
package org.patchbay.sip.internal.auth;
