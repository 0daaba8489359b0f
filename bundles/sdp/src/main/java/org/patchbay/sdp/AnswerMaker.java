package org.patchbay.sdp;

final class AnswerMaker {
    private AnswerMaker() {}

    static OfferAnswer.Answer answer(SessionDescription offer, LocalAudio local) {
        throw new UnsupportedOperationException();
    }
}
