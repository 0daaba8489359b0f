/** Legs that speak SIP, and who dials them. */
package org.patchbay.sip.internal.leg;
