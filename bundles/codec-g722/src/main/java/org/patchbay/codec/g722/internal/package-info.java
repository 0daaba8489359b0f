/** G.722 at 64 kbit/s (ITU-T G.722, mode 1; RTP by RFC 3551 §4.5.2), written in Java. */
package org.patchbay.codec.g722.internal;
