package org.patchbay.sip.internal.leg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.dialog.SessionExpires;
import org.patchbay.sip.internal.dialog.SessionTimer;
import org.patchbay.sip.internal.dialog.SessionTimer.Effect;
import org.patchbay.sip.internal.dialog.SessionTimer.Event;
import org.patchbay.sip.internal.dialog.SessionTimer.Verdict;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.OptionTags;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.SipHead;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;

/**
 * Carries out what {@link SessionTimer} decides (RFC 4028): refreshes by UPDATE where the far side
 * takes it, which has no description to go wrong, else by a re-INVITE that changes nothing. On the
 * leg's queue.
 */
final class SessionRefresh {
    private static final String SESSION_EXPIRES = "Session-Expires";
    private static final String MIN_SE = "Min-SE";

    /** So many proxies on the way may want more, each more than the one before. */
    private static final int MOST_RAISES = 5;

    private final SipLeg leg;
    private final DialogSender sender;
    private final Offers offers;
    private SessionTimer timer;
    private boolean updateRefused;
    private int raises;
    private long updateCseq;

    SessionRefresh(SipLeg leg, DialogSender sender, Offers offers) {
        this.leg = leg;
        this.sender = sender;
        this.offers = offers;
        this.timer = SessionTimer.begin(leg.house.rules().session());
    }

    // ---- the far side asks

    /** 422 where its INVITE or UPDATE asks for too little. */
    Optional<Reply> refusal(SipRequest request) {
        return judge(request).isTooBrief()
                ? Optional.of(
                        Reply.of(422)
                                .reason("Session Interval Too Small")
                                .header(MIN_SE, Integer.toString(timer.rules().leastS())))
                : Optional.empty();
    }

    /** The 2xx with what it gets, which holds from now on. */
    Reply granted(SipRequest request, Reply reply) {
        boolean refreshes = request.is(Methods.INVITE) || request.is(Methods.UPDATE);
        if (!refreshes || !leg.isAnswered()) {
            return reply; // while it rings there is no session yet
        }
        Optional<SessionExpires> grant = judge(request).grant();
        apply(new Event.Granted(grant));
        if (grant.isEmpty()) {
            return reply;
        }
        Reply said = reply.header(SESSION_EXPIRES, grant.get().text());
        return isSupported(request.head()) ? said.header("Require", OptionTags.TIMER) : said;
    }

    private Verdict judge(SipRequest request) {
        SipHead head = request.head();
        return timer.judge(said(head), least(head), isSupported(head));
    }

    private static Optional<SessionExpires> said(SipHead head) {
        return head.header(SESSION_EXPIRES).flatMap(SessionExpires::parse);
    }

    private static int least(SipHead head) {
        return head.header(MIN_SE).flatMap(SessionExpires::seconds).orElse(0);
    }

    private static boolean isSupported(SipHead head) {
        return OptionTags.supports(head, OptionTags.TIMER);
    }

    // ---- we ask

    /** What an INVITE or UPDATE of ours says about it. */
    List<Header> asks(boolean first) {
        List<Header> headers = new ArrayList<>();
        timer.request(first)
                .ifPresent(
                        asked -> {
                            headers.add(new Header(SESSION_EXPIRES, asked.text()));
                            headers.add(new Header(MIN_SE, Integer.toString(timer.leastS())));
                        });
        return headers;
    }

    /** The first INVITE with what it says about it, and that alone. */
    OutRequest timed(OutRequest invite) {
        OutRequest timed = invite;
        for (Header header : asks(true)) {
            timed = timed.with(header);
        }
        return timed;
    }

    /**
     * Whether a 422 asks for more than we did, so that the request may go again.
     *
     * @param response to one of ours
     */
    boolean raised(SipResponse response) {
        int before = timer.request(true).map(SessionExpires::seconds).orElse(0);
        if (response.status() != 422 || before == 0 || raises == MOST_RAISES) {
            return false;
        }
        raises++;
        apply(new Event.TooBrief(least(response.head())));
        return timer.request(true).orElseThrow().seconds() > before;
    }

    /** A 2xx of ours came: to the first INVITE, to a refresh, to an offer. */
    void agreed(SipResponse response) {
        apply(new Event.Agreed(said(response.head())));
    }

    /** A final response to an INVITE or UPDATE inside the dialog. */
    void response(SipResponse response) {
        if (leg.isOver() || leg.dialog == null) {
            return; // a stray
        }
        if (response.isSuccess()) {
            agreed(response);
        } else if (response.status() == 422) {
            apply(new Event.TooBrief(least(response.head())));
        } else if (response.head().cseq() == updateCseq) {
            refused(response.status());
        }
    }

    private void refused(int status) {
        if (status == 481 || status == 408) {
            leg.inDialog().lost(Reason.TIMEOUT, "no such dialog at the far side");
            return;
        }
        updateRefused |= status == 405 || status == 501;
        apply(new Event.Refused());
    }

    /** The UPDATE went out again, with credentials. */
    void sentAgain(long cseq, long newCseq) {
        if (cseq == updateCseq) {
            updateCseq = newCseq;
        }
    }

    void failure(TransactionFailure failure) {
        if (failure.cseq() == updateCseq && !leg.isOver()) {
            leg.inDialog().lost(Reason.TIMEOUT, "no answer to the session refresh");
        }
    }

    private void refresh() {
        if (leg.inDialog().connected().takesUpdate() && !updateRefused) {
            updateCseq = sender.send(Methods.UPDATE, List.of(), Optional.empty());
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        offers.refresh(done);
        leg.then(
                done,
                (nothing, e) -> {
                    if (e != null && !leg.isOver() && timer.refreshAt() == Timing.NEVER) {
                        apply(new Event.Refused());
                        leg.rearm();
                    }
                });
    }

    // ---- time

    void tick(long now) {
        if (!leg.isOver()) {
            apply(new Event.Tick());
        }
    }

    long wakeAt() {
        return leg.isOver() ? Timing.NEVER : timer.wakeAt();
    }

    private void apply(Event event) {
        SessionTimer.Step step = timer.next(event, leg.now());
        timer = step.state();
        for (Effect effect : step.effects()) {
            if (effect == Effect.REFRESH) {
                refresh();
            } else {
                leg.inDialog().lost(Reason.TIMEOUT, "the session was not refreshed");
            }
        }
    }
}
