/** The parts of the house that pages look at, which come and go. */
package org.patchbay.web.internal.parts;
