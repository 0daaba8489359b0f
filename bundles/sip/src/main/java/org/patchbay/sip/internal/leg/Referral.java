package org.patchbay.sip.internal.leg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.TransferProgress;
import org.patchbay.call.api.TransferTo;
import org.patchbay.directory.api.Binding;
import org.patchbay.sip.internal.dialog.ReferNotices;
import org.patchbay.sip.internal.dialog.ReferNotices.Notice;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Inbox.TransactionFailure;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.ReferTarget;
import org.patchbay.sip.internal.message.Replaces;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.queue.Alarms.Alarm;

/**
 * The far side's REFER (RFC 3515, 5589): a transfer that is asked for, and the NOTIFYs that tell
 * what became of it. One at a time. It outlives the call (RFC 5057 §3.2): who refers may say BYE
 * before it knows. On the leg's queue.
 */
final class Referral {
    /** As long as a transfer can possibly take; who asked need not refresh it. */
    private static final int EXPIRES_S = 600;

    /** What a BYE waits for the answer to the last NOTIFY. */
    private static final Duration LAST_WORD = Duration.ofSeconds(4);

    private static final Set<String> REFER_TO = Set.of("refer-to", "r");
    private static final String FRAGMENT = "message/sipfrag;version=2.0";

    private final SipLeg leg;
    private final DialogSender sender;
    private final List<Runnable> afterwards = new ArrayList<>();
    private int count;
    private long cseq;
    private long notifyCseq;
    private boolean wantsNotices;

    /** Waits for the answer to the REFER; null where that is given. */
    private Responder asking;

    /** The end of the subscription; null while there is none. */
    private Alarm expiry;

    /** What is notified; null while there is nothing. */
    private ReferNotices notices;

    Referral(SipLeg leg, DialogSender sender) {
        this.leg = leg;
        this.sender = sender;
    }

    /** A REFER came. */
    void asked(SipRequest refer, Responder responder) {
        Optional<Reply> refusal = refusal(refer);
        if (refusal.isPresent()) {
            responder.respond(refusal.get());
            return;
        }
        Optional<TransferTo> to =
                ReferTarget.parse(refer.head().header("Refer-To").orElse("")).flatMap(this::whom);
        if (to.isEmpty()) {
            responder.respond(Reply.of(400).reason("Bad Refer-To"));
            return;
        }
        count++;
        cseq = refer.cseq();
        String subscribe = refer.head().header("Refer-Sub").orElse("").trim();
        wantsNotices = !subscribe.regionMatches(true, 0, "false", 0, 5);
        asking = responder;
        leg.events().transferAsked(to.get());
    }

    private Optional<Reply> refusal(SipRequest refer) {
        if (leg.isOver() || !leg.isSettled()) {
            return Optional.of(Reply.of(leg.isOver() ? 481 : 491));
        }
        if (leg.device().isEmpty()) {
            return Optional.of(Reply.of(403).reason("Only devices may transfer"));
        }
        if (!isThere(refer.peer().address())) {
            return Optional.of(Reply.of(403).reason("Not from there"));
        }
        if (isOpen()) {
            return Optional.of(Reply.of(491));
        }
        // two in one line are none to the parser; two lines do not come so far
        return refer.head().headers("Refer-To").size() == 1
                        && refer.broken().stream().noneMatch(REFER_TO::contains)
                ? Optional.empty()
                : Optional.of(Reply.of(400).reason("One Refer-To is needed"));
    }

    /** Whether somebody there has proven to be the device: by its INVITE, or by registering. */
    private boolean isThere(String address) {
        return address.equals(leg.origin())
                || registered().stream()
                        .anyMatch(binding -> binding.flow().remoteAddress().equals(address));
    }

    private List<Binding> registered() {
        return leg.device()
                .flatMap(device -> leg.house.parts().directory().map(d -> d.current().aor(device)))
                .flatMap(aor -> leg.house.parts().locations().map(l -> l.bindings(aor)))
                .orElse(List.of());
    }

    /** Empty where that is nobody. */
    private Optional<TransferTo> whom(ReferTarget target) {
        if (target.replaces().isPresent()) {
            Replaces replaces = target.replaces().get();
            return leg.house
                    .legs()
                    .named(replaces)
                    .filter(other -> other != leg && other.device().equals(leg.device()))
                    .map(other -> new TransferTo.SeatOf(other.id()));
        }
        String user = target.user();
        boolean number =
                !user.isBlank()
                        && user.length() <= TransferTo.Number.MAX_LENGTH
                        && user.chars().noneMatch(Character::isISOControl);
        return number ? Optional.of(new TransferTo.Number(user)) : Optional.empty();
    }

    /** What became of it so far. */
    void progress(TransferProgress progress) {
        if (asking != null) {
            answer(progress);
        }
        if (notices != null) {
            apply(notices.tell(notice(progress)));
        }
    }

    private void answer(TransferProgress first) {
        Responder waiting = asking;
        asking = null;
        if (first instanceof TransferProgress.Failed failed) {
            waiting.respond(Reply.of(Causes.failureStatus(failed.cause())));
            close();
            return;
        }
        Reply accepted = Reply.of(202).contact(Contacts.uri(leg.local(), leg.flow()));
        if (wantsNotices) {
            notices = ReferNotices.begin();
            waiting.respond(accepted);
            int number = count;
            expiry = leg.later(Duration.ofSeconds(EXPIRES_S), () -> expired(number));
        } else {
            waiting.respond(accepted.header("Refer-Sub", "false")); // RFC 4488 §4
            close();
        }
    }

    private void expired(int number) {
        if (number == count) {
            close();
        }
    }

    private static Notice notice(TransferProgress progress) {
        if (progress instanceof TransferProgress.Begun) {
            return new Notice("SIP/2.0 100 Trying", false);
        } else if (progress instanceof TransferProgress.Ringing) {
            return new Notice("SIP/2.0 180 Ringing", false);
        } else if (progress instanceof TransferProgress.Done) {
            return new Notice("SIP/2.0 200 OK", true);
        } else if (progress instanceof TransferProgress.Failed failed) {
            int status = Causes.failureStatus(failed.cause());
            return new Notice("SIP/2.0 " + status + " " + failed.cause().reason().text(), true);
        }
        throw new IllegalStateException("no such progress: " + progress);
    }

    private void apply(ReferNotices.Step step) {
        notices = step.state();
        step.send().ifPresent(this::send);
        if (notices.closed()) {
            close();
        }
    }

    private void send(Notice notice) {
        // RFC 3515 §2.4.6: from the second REFER on they are told apart
        String event = count > 1 ? "refer;id=" + cseq : "refer";
        String state =
                notice.last() ? "terminated;reason=noresource" : "active;expires=" + EXPIRES_S;
        notifyCseq =
                sender.send(
                        Methods.NOTIFY,
                        List.of(
                                new Header("Event", event),
                                new Header("Subscription-State", state)),
                        Optional.of(new Body(FRAGMENT, notice.statusLine() + "\r\n")));
    }

    /** A final response to a NOTIFY, or to one before. */
    void response(SipResponse response) {
        if (notices == null || response.head().cseq() != notifyCseq) {
            return;
        }
        long again = sender.resent(response);
        if (again != 0) {
            notifyCseq = again;
        } else {
            apply(notices.answered(response.isSuccess()));
        }
    }

    void failure(TransactionFailure failure) {
        if (notices != null && failure.cseq() == notifyCseq) {
            apply(notices.answered(false));
        }
    }

    /** Whether something is still to be said about it. */
    boolean isOpen() {
        return asking != null || notices != null;
    }

    /**
     * Runs that when the last NOTIFY was answered, but soon.
     *
     * @return false where it is not under way: there is nothing to wait for
     */
    boolean afterLastWord(Runnable task) {
        if (notices == null || !notices.isEnding()) {
            return false;
        }
        afterwards.add(task);
        leg.later(LAST_WORD, this::close);
        return true;
    }

    /**
     * Runs that when there is nothing more to say.
     *
     * @return false where there is nothing now
     */
    boolean afterwards(Runnable task) {
        if (!isOpen()) {
            return false;
        }
        afterwards.add(task);
        if (asking != null) {
            leg.later(LAST_WORD, this::nobodyAnswers);
        }
        return true;
    }

    /** The call was over before it heard of the REFER. */
    private void nobodyAnswers() {
        if (asking != null) {
            asking.respond(Reply.of(481));
            close();
        }
    }

    private void close() {
        asking = null;
        notices = null;
        if (expiry != null) {
            expiry.cancel(); // it would keep the leg, and all that hangs on it
            expiry = null;
        }
        List<Runnable> tasks = List.copyOf(afterwards);
        afterwards.clear();
        tasks.forEach(Runnable::run);
    }
}
