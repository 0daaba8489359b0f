/** TLS: our certificate, whom we trust, and one connection's records. No sockets. */
package org.patchbay.sip.internal.tls;
