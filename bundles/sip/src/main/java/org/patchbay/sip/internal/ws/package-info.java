/** SIP over WebSocket (RFC 7118): the upgrade, frames, and whose pages may speak. No sockets. */
package org.patchbay.sip.internal.ws;
