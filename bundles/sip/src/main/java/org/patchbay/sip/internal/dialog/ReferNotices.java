package org.patchbay.sip.internal.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What whoever sent a REFER is told by NOTIFY (RFC 3515 §2.4.4): one at a time, so that they arrive
 * in their order, and nothing after the last. Pure.
 *
 * @param waiting notices that were not sent yet
 * @param out the one that has no final response yet
 * @param newest the last that was told, sent or not
 * @param closed nothing more can be sent
 */
public record ReferNotices(
        List<Notice> waiting, Optional<Notice> out, Optional<Notice> newest, boolean closed) {
    /**
     * @param statusLine of the response that the REFER's target gave, or would have
     * @param last the subscription ends with it
     */
    public record Notice(String statusLine, boolean last) {
        public Notice {
            Objects.requireNonNull(statusLine);
        }
    }

    /** A new state, and what to send. */
    public record Step(ReferNotices state, Optional<Notice> send) {}

    public ReferNotices {
        waiting = List.copyOf(waiting);
    }

    public static ReferNotices begin() {
        return new ReferNotices(List.of(), Optional.empty(), Optional.empty(), false);
    }

    /** Whether the last notice is known, and not yet answered. */
    public boolean isEnding() {
        return !closed && newest.filter(Notice::last).isPresent();
    }

    /** Nothing new is told twice, and nothing after the last. */
    public Step tell(Notice notice) {
        if (closed || isEnding() || newest.equals(Optional.of(notice))) {
            return new Step(this, Optional.empty());
        }
        List<Notice> more = new ArrayList<>(waiting);
        more.add(notice);
        return new ReferNotices(more, out, Optional.of(notice), false).sendNext();
    }

    /**
     * The notice that is out has its final response, or will have none.
     *
     * @param taken it was a 2xx; else the subscription is gone (RFC 6665 §4.2.2)
     */
    public Step answered(boolean taken) {
        if (out.isEmpty()) {
            return new Step(this, Optional.empty());
        }
        boolean over = !taken || out.get().last();
        List<Notice> left = over ? List.of() : waiting;
        return new ReferNotices(left, Optional.empty(), newest, over).sendNext();
    }

    private Step sendNext() {
        if (closed || out.isPresent() || waiting.isEmpty()) {
            return new Step(this, Optional.empty());
        }
        Notice next = waiting.get(0);
        List<Notice> later = waiting.subList(1, waiting.size());
        return new Step(
                new ReferNotices(later, Optional.of(next), newest, false), Optional.of(next));
    }
}
