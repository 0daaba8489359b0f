package org.patchbay.sdp;

final class OfferMaker {
    private OfferMaker() {}

    static SessionDescription offer(LocalAudio local) {
        throw new UnsupportedOperationException();
    }
}
