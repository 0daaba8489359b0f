package org.patchbay.webrtc.internal.dtls;

/** What one side of a handshake tells. */
interface Hearing {
    void keyed(DtlsKeys keys);

    void alert(short description);
}
