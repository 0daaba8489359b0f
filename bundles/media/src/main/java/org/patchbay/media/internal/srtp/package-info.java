/** SRTP and SRTCP (RFC 3711, RFC 7714) between the sockets and everything else. */
package org.patchbay.media.internal.srtp;
