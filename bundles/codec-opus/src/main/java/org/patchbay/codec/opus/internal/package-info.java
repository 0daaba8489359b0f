/** Opus (RFC 6716) by libopus, and its payload format (RFC 7587). */
package org.patchbay.codec.opus.internal;
