package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.DtmfForm;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.media.internal.CodecStandIn;
import org.patchbay.media.internal.g711.Pcma;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.sdp.AgreedAudio;
import org.patchbay.sdp.AudioFormat;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.LocalAudio;
import org.patchbay.sdp.NoCommonFormatException;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;

/** Offer and answer of a session (RFC 3264). */
class AgreeTest {
    private static final AudioFormat PCMU = AudioFormat.of(0, "PCMU", 8000);
    private static final AudioFormat PCMA = AudioFormat.of(8, "PCMA", 8000);
    private static final AudioFormat G722 = AudioFormat.of(9, "G722", 8000);
    private static final AudioFormat WIDE = new AudioFormat(96, "opus", 48_000, 2, "");

    private final CodecRegistry codecs = new CodecRegistry();
    private final CodecFactory pcmu = new Pcmu();
    private final CodecFactory pcma = new Pcma();
    private final CodecStandIn wide = CodecStandIn.opus();

    {
        codecs.bindCodec(pcmu);
        codecs.bindCodec(pcma);
        codecs.bindCodec(wide);
    }

    private Negotiation negotiation(String... wanted) {
        return new Negotiation(
                "127.0.0.1",
                4000,
                List.of(wanted),
                codecs::codecs,
                1000,
                MediaKeying.NONE,
                DtmfForm.AUTO);
    }

    private static LocalAudio peer(Direction direction, AudioFormat... formats) {
        return new LocalAudio("127.0.0.2", 6000, List.of(formats), direction, 20, 1, 1);
    }

    private static List<String> formats(SessionDescription d) {
        return d.audio().orElseThrow().formats();
    }

    @Test
    void offersAllThereIsInOrderWithEventsForEachClock() {
        SessionDescription offer = negotiation().offer();
        assertEquals(List.of("96", "8", "0", "102", "101"), formats(offer).stream().toList());
        String text = offer.print();
        assertTrue(text.contains("a=rtpmap:96 opus/48000/2"), text);
        assertTrue(text.contains("a=rtpmap:101 telephone-event/8000"), text);
        assertTrue(text.contains("a=rtpmap:102 telephone-event/48000"), text);
        assertFalse(text.contains("CN/8000"), text);
    }

    @Test
    void theRequestLimitsAndOrders() {
        assertEquals(
                List.of("0", "8", "101"), formats(negotiation("PCMU", "nonsense", "pcma").offer()));
        assertThrows(NoCommonFormatException.class, () -> negotiation("nonsense").offer());
    }

    @Test
    void payloadTypesOfThePeerStayForOurOwnOffers() {
        Negotiation n = negotiation();
        AudioFormat theirs = WIDE.withPayloadType(111);
        AudioFormat events = AudioFormat.of(96, AudioFormat.TELEPHONE_EVENT, 48_000);
        n.propose(OfferAnswer.offer(peer(Direction.SENDRECV, theirs, PCMU, events)));
        AgreedAudio agreed = n.commit().audio();
        assertEquals(111, agreed.send().payloadType());
        SessionDescription again = n.offer();
        assertEquals(List.of("111", "0", "96"), formats(again));
    }

    @Test
    void theOfferAgainIsWhatIsInForceAndTheVersionGrowsOnlyWithAChange() {
        Negotiation n = negotiation();
        SessionDescription first = n.offer();
        n.accept(OfferAnswer.answer(first, peer(Direction.SENDRECV, PCMA, PCMU)).description());
        SessionDescription second = n.offer();
        assertEquals(first.origin().version() + 1, second.origin().version());
        assertEquals(first.origin().sessionId(), second.origin().sessionId());
        assertEquals(List.of("8", "0"), formats(second));
        n.rollback();
        assertEquals(second, n.offer(), "unchanged: the same version");
        n.rollback();
        n.hold(true);
        SessionDescription held = n.offer();
        assertEquals(second.origin().version() + 1, held.origin().version());
        assertTrue(held.print().contains("a=sendonly"));
    }

    /** RFC 3264 §8: what says the same again has the same version. */
    @Test
    void anOfferAfterOurAnswerIsThatAnswerAgain() {
        Negotiation n = negotiation();
        AudioFormat events = AudioFormat.of(101, AudioFormat.TELEPHONE_EVENT, 8000);
        SessionDescription answer =
                n.propose(OfferAnswer.offer(peer(Direction.SENDRECV, PCMA, PCMU, events)));
        n.commit();
        assertEquals(answer, n.offer());
    }

    @Test
    void rollbackLeavesWhatIsInForce() {
        Negotiation n = negotiation();
        n.propose(OfferAnswer.offer(peer(Direction.SENDRECV, PCMU)));
        n.commit();
        n.propose(OfferAnswer.offer(peer(Direction.SENDRECV, PCMA)));
        n.rollback();
        assertEquals(List.of("0"), formats(n.offer()));
    }

    @Test
    void whatDoesNotFitTheStateIsRefused() {
        Negotiation n = negotiation();
        assertThrows(IllegalStateException.class, n::commit);
        SessionDescription offer = n.offer();
        assertThrows(IllegalStateException.class, n::offer);
        SessionDescription theirs = OfferAnswer.offer(peer(Direction.SENDRECV, PCMU));
        assertThrows(IllegalStateException.class, () -> n.propose(theirs));
        SessionDescription answer =
                OfferAnswer.answer(offer, peer(Direction.SENDRECV, PCMU)).description();
        n.accept(answer);
        SessionDescription other =
                OfferAnswer.answer(offer, peer(Direction.SENDRECV, PCMA)).description();
        assertEquals("PCMA", n.accept(other).audio().send().encoding(), "by the 200 it changed");
        n.propose(theirs);
        assertThrows(IllegalStateException.class, () -> n.accept(answer));
        assertThrows(IllegalStateException.class, () -> n.propose(theirs));
        n.commit();
        assertThrows(IllegalStateException.class, () -> n.accept(answer), "that offer is history");
    }

    @Test
    void nothingInCommonChangesNothing() {
        Negotiation n = negotiation("PCMU");
        assertThrows(
                NoCommonFormatException.class,
                () -> n.propose(OfferAnswer.offer(peer(Direction.SENDRECV, G722))));
        n.propose(OfferAnswer.offer(peer(Direction.SENDRECV, PCMU)));
    }

    @Test
    void holdFromBothSides() {
        Negotiation n = negotiation();
        n.propose(OfferAnswer.offer(peer(Direction.SENDONLY, PCMU)));
        assertEquals(Direction.RECVONLY, n.commit().audio().direction());
        n.hold(true);
        n.propose(OfferAnswer.offer(peer(Direction.SENDRECV, PCMU)));
        assertEquals(Direction.SENDONLY, n.commit().audio().direction());
        n.propose(OfferAnswer.offer(peer(Direction.SENDONLY, PCMU)));
        assertEquals(Direction.INACTIVE, n.commit().audio().direction());
        n.hold(false);
        n.propose(OfferAnswer.offer(peer(Direction.SENDRECV, PCMU)));
        assertEquals(Direction.SENDRECV, n.commit().audio().direction());
    }

    /** A phone that holds offers all it can, in its own order, with the payload types it had. */
    @Test
    void holdAndResumeChangeNeitherCodecNorPayloadTypes() {
        Negotiation n = negotiation();
        SessionDescription ours = n.offer();
        AudioFormat events = AudioFormat.of(101, AudioFormat.TELEPHONE_EVENT, 8000);
        LocalAudio chosen = peer(Direction.SENDRECV, PCMA, events);
        AgreedAudio first = n.accept(OfferAnswer.answer(ours, chosen).description()).audio();
        assertEquals("PCMA", first.send().encoding());
        for (Direction direction :
                List.of(
                        Direction.SENDONLY,
                        Direction.SENDONLY,
                        Direction.INACTIVE,
                        Direction.SENDRECV)) {
            LocalAudio all = peer(direction, WIDE.withPayloadType(107), PCMU, PCMA, events);
            SessionDescription answer = n.propose(OfferAnswer.offer(all));
            assertEquals(List.of("8", "107", "0", "101"), formats(answer));
            AgreedAudio again = n.commit().audio();
            assertEquals(direction.mirrored(), again.direction());
            assertEquals(first.send(), again.send());
            assertEquals(first.sendTelephoneEvent(), again.sendTelephoneEvent());
        }
        n.hold(true);
        assertEquals(List.of("8", "107", "0", "101"), formats(n.offer()));
        n.rollback();
        n.propose(OfferAnswer.offer(peer(Direction.SENDRECV, PCMU)));
        assertEquals("PCMU", n.commit().audio().send().encoding(), "it does not offer it any more");
    }

    @Test
    void aRunningCodecStaysWhenItsBundleGoesOrIsReplaced() {
        Negotiation n = negotiation();
        SessionDescription theirs = OfferAnswer.offer(peer(Direction.SENDRECV, WIDE, PCMU));
        n.propose(theirs);
        Media first = new Media(n.commit(), null);
        assertEquals(2, wide.made());
        codecs.unbindCodec(wide);
        assertEquals(List.of("PCMA", "PCMU"), codecs.names());
        n.propose(theirs);
        Media second = new Media(n.commit(), first);
        assertEquals("opus/48000/2", second.send.key);
        assertTrue(second.send == first.send, "the running instance");
        CodecStandIn newer = CodecStandIn.opus();
        codecs.bindCodec(newer);
        n.propose(theirs);
        assertTrue(new Media(n.commit(), second).send == first.send);
        assertEquals(2, wide.made());
        assertEquals(0, newer.made());
        Negotiation fresh = negotiation();
        fresh.propose(theirs);
        new Media(fresh.commit(), null);
        assertEquals(2, newer.made(), "a new session takes the new one");
    }

    @Test
    void anOpenOfferHoldsNoCodecThatIsGone() {
        Negotiation n = negotiation();
        SessionDescription offer = n.offer();
        codecs.unbindCodec(wide);
        assertThrows(
                NoCommonFormatException.class,
                () ->
                        n.accept(
                                OfferAnswer.answer(offer, peer(Direction.SENDRECV, WIDE))
                                        .description()));
        n.accept(OfferAnswer.answer(offer, peer(Direction.SENDRECV, PCMU)).description());
    }

    @Test
    void ofTwoTheLatestServesAndTheOlderComesBack() {
        CodecStandIn newer = CodecStandIn.opus();
        codecs.bindCodec(newer);
        assertTrue(codecs.codecs().get(0).factory() == newer);
        assertEquals(List.of("opus", "PCMA", "PCMU"), codecs.names());
        codecs.unbindCodec(newer);
        assertTrue(codecs.codecs().get(0).factory() == wide);
    }
}
