package org.patchbay.sip.internal;

/** Requests of a peer in a dialog. */
final class Ask {
    private Ask() {}

    /** In the dialog that a response to the peer began; gives its final response. */
    static Msg of(RawPeer peer, String method, Msg dialog, String more, String body)
            throws Exception {
        peer.toTag = dialog.tag("To").orElseThrow();
        String uri = dialog.contactUri();
        peer.send(peer.request(method, uri, ++peer.cseq, peer.branch(), more, body));
        return peer.await(
                "answer to " + method, m -> m.status() >= 200 && m.cseqMethod().equals(method));
    }

    /** In the dialog that our INVITE to the peer began; it is only sent. */
    static void back(RawPeer peer, String method, Msg invite, int number, String more, String body)
            throws Exception {
        String uri = invite.contactUri();
        String text = peer.request(method, uri, number, peer.branch(), more, body);
        String from = invite.header("To") + ";tag=" + peer.tag;
        peer.send(
                text.replaceFirst("From: .*\r\n", "From: " + from + "\r\n")
                        .replaceFirst("To: .*\r\n", "To: " + invite.header("From") + "\r\n")
                        .replaceFirst(
                                "Call-ID: .*\r\n",
                                "Call-ID: " + invite.header("Call-ID") + "\r\n"));
    }
}
