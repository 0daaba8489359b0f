/**
 * Words for calls: what a call, a leg, a plan, a command and an event is, and the two ways to
 * extend the house, {@link org.patchbay.call.api.LegProvider} (reaches somebody) and {@link
 * org.patchbay.call.api.CallApp} (decides about a call).
 */
@Export
@Version("1.0.0")
package org.patchbay.call.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
