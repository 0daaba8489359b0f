package org.patchbay.sip.internal.leg;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.dialog.ReliableOrder;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.OptionTags;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipHead;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;

/**
 * Who rings after one INVITE of ours, by tag: provisional responses that are reliable are
 * acknowledged (RFC 3262 §4), and what somebody asks while it rings is answered. On the leg's
 * queue.
 */
final class EarlyDialogs {
    /** More than that many of one INVITE are an attack. */
    private static final int MOST = 32;

    private final SipLeg leg;
    private final DialogSender sender;
    private final Map<String, Early> ringing = new HashMap<>();

    /**
     * @param answer that came reliably: what the 2xx has is no other
     * @param prack the last one
     */
    private record Early(
            Dialog dialog,
            ReliableOrder order,
            Optional<String> answer,
            Optional<OutRequest> prack) {
        Early with(Dialog changed) {
            return new Early(changed, order, answer, prack);
        }
    }

    EarlyDialogs(SipLeg leg, DialogSender sender) {
        this.leg = leg;
        this.sender = sender;
    }

    /**
     * A provisional response came.
     *
     * @return whether it counts: a reliable one does once, and in its turn
     */
    boolean heard(OutRequest invite, SipResponse response) {
        String tag = response.toTag();
        if (response.status() == 100 || tag.isEmpty()) {
            return true;
        }
        Early before = ringing.get(tag);
        if (before == null) {
            if (ringing.size() >= MOST) {
                return false;
            }
            Dialog begun = Dialog.ofUac(invite, response);
            before = new Early(begun, ReliableOrder.begin(), Optional.empty(), Optional.empty());
            ringing.put(tag, before);
        }
        long rseq = rseq(response.head());
        boolean reliable = rseq > 0 && OptionTags.requires(response.head(), OptionTags.RELIABLY);
        if (!reliable) {
            return true;
        }
        if (!before.order().isNext(rseq)) {
            return false;
        }
        ringing.put(tag, acknowledged(before, response, rseq));
        return true;
    }

    private Early acknowledged(Early before, SipResponse response, long rseq) {
        Dialog next = before.dialog().withNextCseq();
        String rack = rseq + " " + response.head().cseq() + " " + Methods.INVITE;
        OutRequest prack = sender.prack(next, new Header("RAck", rack));
        Optional<String> answer = before.answer().or(response.head()::sdp);
        return new Early(next, before.order().after(rseq), answer, Optional.of(prack));
    }

    /** A final response to a PRACK; one that is challenged goes once more. */
    void response(SipResponse response) {
        Early of = ringing.get(response.toTag());
        Optional<OutRequest> prack =
                of == null
                        ? Optional.empty()
                        : of.prack().filter(p -> p.cseq() == response.head().cseq());
        if (prack.isEmpty() || !response.isChallenge()) {
            return;
        }
        Optional<Header> credentials = leg.credentials.answer(response, prack.get());
        if (credentials.isPresent()) {
            Dialog next = of.dialog().withNextCseq();
            OutRequest again = sender.again(prack.get(), next.localCseq(), credentials.get());
            ringing.put(
                    response.toTag(), new Early(next, of.order(), of.answer(), Optional.of(again)));
        }
    }

    /**
     * What somebody asks while it rings (RFC 3311 §5.1): an UPDATE without an offer changes the
     * target. One with an offer is asked to come again: ours may have its answer by then.
     */
    void request(SipRequest request, Responder responder) {
        Early of = ringing.get(request.head().from().tag());
        if (of == null || leg.isOver()) {
            responder.respond(Reply.of(481));
            return;
        }
        if (!of.dialog().isInOrder(request)) {
            responder.respond(Reply.of(500).reason("Request out of order")); // §12.2.2
            return;
        }
        Dialog heard = of.dialog().withRemoteCseq(request.cseq());
        boolean update = request.is(Methods.UPDATE) && request.head().body().isEmpty();
        String target = request.head().target().filter(uri -> update).orElse(heard.target());
        ringing.put(request.head().from().tag(), of.with(heard.withTarget(target)));
        if (update) {
            responder.respond(
                    Reply.of(200)
                            .contact(Contacts.uri(leg.local(), leg.flow()))
                            .header("Allow", Methods.ALLOWED)
                            .header("Supported", Methods.SUPPORTED));
        } else if (request.is(Methods.OPTIONS)) {
            responder.respond(Methods.capabilities(Reply.of(200)));
        } else {
            responder.respond(Reply.of(request.is(Methods.UPDATE) ? 491 : 481));
        }
    }

    private static long rseq(SipHead head) {
        String value = head.header("RSeq").orElse("").trim();
        return value.matches("[0-9]{1,10}") ? Long.parseLong(value) : 0;
    }

    Optional<Dialog> of(String tag) {
        return Optional.ofNullable(ringing.get(tag)).map(Early::dialog);
    }

    /** Its answer, where that came reliably. */
    Optional<String> answer(String tag) {
        return Optional.ofNullable(ringing.get(tag)).flatMap(Early::answer);
    }
}
