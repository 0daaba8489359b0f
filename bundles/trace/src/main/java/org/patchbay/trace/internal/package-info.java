/** The trace as a part of the house. */
package org.patchbay.trace.internal;
