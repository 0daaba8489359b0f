/** WebSockets: the events of the house, and what phones in browsers say. */
package org.patchbay.web.internal.live;
