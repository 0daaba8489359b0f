/**
 * Words for media: mixes and their members, ports for tools and players, media sessions with a
 * peer, codecs. Types and interfaces only; the media engine gives the services, codec bundles give
 * {@link org.patchbay.media.api.CodecFactory}.
 */
@Export
@Version("1.0.0")
package org.patchbay.media.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
