/** The stack: the only package that knows JAIN-SIP, but for the guard of its sockets. */
package org.patchbay.sip.internal.edge;
