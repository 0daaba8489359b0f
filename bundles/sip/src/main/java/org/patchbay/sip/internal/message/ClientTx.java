package org.patchbay.sip.internal.message;

import java.util.List;

/** A client transaction of ours. Its answers come to the {@link Inbox}. */
public interface ClientTx {
    /** Sends the CANCEL of an INVITE that has had a provisional response (RFC 3261 §9.1). */
    void cancel(List<Header> headers);

    /** Forgets it; nothing more is sent or told. */
    void abandon();
}
