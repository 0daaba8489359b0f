/**
 * Session descriptions as values: parsing and printing (RFC 8866), offer and answer (RFC 3264).
 * Pure: no sockets, no clock, no state.
 */
@Export
@Version("1.0.0")
package org.patchbay.sdp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
