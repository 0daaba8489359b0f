/** Where a SIP name leads (RFC 3263), asked of name servers off the threads that must not wait. */
package org.patchbay.sip.internal.dns;
