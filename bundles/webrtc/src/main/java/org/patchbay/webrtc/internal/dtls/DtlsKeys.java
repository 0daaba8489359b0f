package org.patchbay.webrtc.internal.dtls;

import org.patchbay.sdp.SrtpKey;

/** What both sides protect their packets with. */
public record DtlsKeys(SrtpKey ours, SrtpKey theirs) {}
