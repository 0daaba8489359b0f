package org.patchbay.sip.internal;

import java.util.Optional;
import org.patchbay.sip.internal.auth.Guesses;
import org.patchbay.sip.internal.tls.TlsSettings;
import org.patchbay.sip.internal.ws.WsSettings;

/**
 * What nobody else is to read.
 *
 * @param tls empty for none
 * @param ws over TLS
 * @param srtpWithoutTls whether keys of media may be sent in the clear
 * @param guesses how many wrong secrets are borne
 */
record SipSecurity(
        Optional<TlsSettings> tls, WsSettings ws, boolean srtpWithoutTls, Guesses.Rules guesses) {
    static final SipSecurity NONE = new SipSecurity(Optional.empty(), false, Guesses.Rules.USUAL);

    /** Without WebSocket. */
    SipSecurity(Optional<TlsSettings> tls, boolean srtpWithoutTls, Guesses.Rules guesses) {
        this(tls, WsSettings.NONE, srtpWithoutTls, guesses);
    }
}
