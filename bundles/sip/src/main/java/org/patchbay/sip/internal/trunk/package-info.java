/** Trunks as they are: our registration there, whether they answer, and where their calls go. */
package org.patchbay.sip.internal.trunk;
