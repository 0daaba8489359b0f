package org.patchbay.web.internal.live;

import java.util.ArrayDeque;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.patchbay.call.api.BrowserPhone;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.web.internal.http.Who;

/**
 * The phone in one page: hands through, unread, what it and the house say to each other. Public for
 * Jetty's method handles.
 */
public final class PhoneSocket extends Socket implements BrowserPhones.Page {
    /** What may wait for a page, in texts and in letters. */
    private static final int MOST_WAITING = 256;

    private static final int MOST_LETTERS = 1 << 20;

    private final BrowserPhones phones;
    private final BrowserUser user;

    // guarded by the queue
    private final ArrayDeque<String> queue = new ArrayDeque<>();
    private int letters;
    private boolean over;

    // Jetty's thread
    private BrowserPhone phone;

    PhoneSocket(Who who, BrowserPhones phones, BrowserUser user, Roster<PhoneSocket> roster) {
        super(who, roster, new Rate(50, 200));
        this.phones = phones;
        this.user = user;
    }

    @Override
    void opened() {
        phone = phones.open(user, this);
    }

    @Override
    void said(String text) {
        phone.said(text);
    }

    @Override
    void over() {
        synchronized (queue) {
            over = true;
            queue.clear();
        }
        if (phone != null) {
            phone.closed();
        }
    }

    @Override
    Optional<String> next() {
        synchronized (queue) {
            String text = queue.poll();
            letters -= text == null ? 0 : text.length();
            return Optional.ofNullable(text);
        }
    }

    @Override
    public void tell(String json) {
        boolean full;
        synchronized (queue) {
            if (over) {
                return;
            }
            full = queue.size() >= MOST_WAITING || letters + json.length() > MOST_LETTERS;
            if (!full) {
                queue.add(json);
                letters += json.length();
            }
        }
        if (full) {
            closeNow(StatusCode.TRY_AGAIN_LATER, "the page does not listen");
        } else {
            pump();
        }
    }

    @Override
    public void close(int code, String reason) {
        // A reason has 123 bytes, RFC 6455 §5.5.
        closeNow(code, reason.length() > 100 ? reason.substring(0, 100) : reason);
    }
}
