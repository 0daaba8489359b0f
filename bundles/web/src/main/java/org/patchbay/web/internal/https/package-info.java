/** The server's certificate and its listening: everything of Jetty that is not a WebSocket. */
package org.patchbay.web.internal.https;
