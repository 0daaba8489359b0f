package org.patchbay.sdp;

import java.util.Objects;
import java.util.Optional;

/**
 * Offer and answer for one audio stream (RFC 3264); every other section of an offer is answered
 * with port 0.
 */
public final class OfferAnswer {
    private OfferAnswer() {}

    /** An answer and what it means for us. */
    public record Answer(SessionDescription description, AgreedAudio agreed) {
        public Answer {
            Objects.requireNonNull(description);
            Objects.requireNonNull(agreed);
        }
    }

    /** Our offer, every format of {@code local} on it. */
    public static SessionDescription offer(LocalAudio local) {
        return OfferMaker.offer(local);
    }

    /**
     * Our answer to {@code offer}: its sections in its order, its payload types, the formats that
     * both know in the offer's order of preference, its direction mirrored and limited by what we
     * want (RFC 3264 §6, §6.1).
     *
     * @throws NoCommonFormatException where no audio section has a format of ours
     */
    public static Answer answer(SessionDescription offer, LocalAudio local) {
        return AnswerMaker.answer(offer, local, Optional.empty());
    }

    /**
     * Our answer to an offer that comes while media flows: like {@link #answer(SessionDescription,
     * LocalAudio)}, but what we send stays what it is as long as the offer still has it. A phone
     * that holds offers all it can, whatever it had answered before; a change of coding by that
     * would be an accident.
     *
     * @param running what we send now
     */
    public static Answer answer(SessionDescription offer, LocalAudio local, AudioFormat running) {
        return AnswerMaker.answer(offer, local, Optional.of(running));
    }

    /**
     * What an answer to our own offer means for us (RFC 3264 §7).
     *
     * @throws NoCommonFormatException where the answer rejected the stream or names no format of
     *     the offer
     */
    public static AgreedAudio agree(LocalAudio offered, SessionDescription answer) {
        return AnswerReader.agree(offered, answer);
    }
}
