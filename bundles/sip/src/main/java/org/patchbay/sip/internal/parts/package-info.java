/** The services of other bundles as they are now. */
package org.patchbay.sip.internal.parts;
