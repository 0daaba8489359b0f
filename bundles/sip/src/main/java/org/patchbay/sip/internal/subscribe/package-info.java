/** Who is told of events, and when: SUBSCRIBE and NOTIFY (RFC 6665). */
package org.patchbay.sip.internal.subscribe;
