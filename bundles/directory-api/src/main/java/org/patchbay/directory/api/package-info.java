/**
 * Words for the directory: who there is (users, devices, groups, rooms, trunks) and where each
 * device is reached now (bindings, RFC 3261 §10). No secret is ever part of one of these values.
 */
@Export
@Version("1.0.0")
package org.patchbay.directory.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
