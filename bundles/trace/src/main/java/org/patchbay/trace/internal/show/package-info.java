/** How it is shown; pure. */
package org.patchbay.trace.internal.show;
