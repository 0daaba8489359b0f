/** Dialogs, INVITEs and renegotiation as pure machines (RFC 3261 §12 to §15). */
package org.patchbay.sip.internal.dialog;
