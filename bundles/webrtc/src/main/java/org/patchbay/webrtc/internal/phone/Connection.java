package org.patchbay.webrtc.internal.phone;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.patchbay.call.api.BrowserPhone;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.webrtc.internal.desk.Said;
import org.patchbay.webrtc.internal.desk.Telling;
import org.patchbay.webrtc.internal.json.BadWord;
import org.patchbay.webrtc.internal.rate.TokenBucket;

/** The connection of one page: reads, counts, and hands on to the desk that it has. */
final class Connection implements BrowserPhone {
    private final Phones phones;
    private final BrowserUser user;
    private final BrowserPhones.Page page;
    private final TokenBucket rate;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile PhoneDesk desk;
    private boolean first = true;

    /** It has the calls of another, and has not spoken since. */
    private boolean resumed;

    Connection(Phones phones, BrowserUser user, BrowserPhones.Page page, TokenBucket rate) {
        this.phones = phones;
        this.user = user;
        this.page = page;
        this.rate = rate;
    }

    void begin(PhoneDesk own) {
        desk = own;
        own.attach(this, false);
    }

    @Override
    public void said(String json) {
        if (ended.get()) {
            return;
        }
        if (!rate.admits(phones.nowMs())) {
            closed();
            end(1008, "too many words");
            return;
        }
        if (resumed) {
            resumed = false;
            phones.tokens().heard(desk);
        }
        boolean isFirst = first;
        first = false;
        try {
            Said said = phones.reader().read(json);
            if (said instanceof Said.Resume resume && isFirst) {
                resume(resume);
            } else {
                desk.said(this, said);
            }
        } catch (BadWord e) {
            desk.error(this, Telling.error(e.of(), "bad-message", e.getMessage()));
        }
    }

    private void resume(Said.Resume said) {
        Optional<PhoneDesk> kept = phones.tokens().redeem(said.token(), user.phone());
        if (kept.isEmpty()) {
            String why = "there is nothing kept under it";
            desk.error(this, Telling.error(said.type(), "unknown-token", why));
            return;
        }
        PhoneDesk own = desk;
        desk = kept.get();
        resumed = true;
        own.handOver(this, kept.get());
    }

    @Override
    public void closed() {
        if (ended.compareAndSet(false, true)) {
            desk.gone(this);
        }
    }

    boolean hasEnded() {
        return ended.get();
    }

    /** On the lane of the desk. */
    void say(Telling telling) {
        if (!ended.get()) {
            page.tell(phones.writer().write(telling));
        }
    }

    /** From our side. */
    void end(int code, String reason) {
        ended.set(true);
        page.close(code, reason);
    }
}
