/** What stands between the network and the stack: bounds, rates and silent loggers. */
package org.patchbay.sip.internal.guard;
