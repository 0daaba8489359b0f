/**
 * What tests of bundles and plugins need: a clock that stands still, fake legs and mixes, tones and
 * how to find them again, a bad network.
 */
@Export
@Version("1.0.0")
package org.patchbay.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
