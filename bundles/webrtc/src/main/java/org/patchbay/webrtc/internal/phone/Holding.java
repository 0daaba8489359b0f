package org.patchbay.webrtc.internal.phone;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.patchbay.webrtc.internal.desk.News;

/**
 * The button that holds, of one page. Of two who talk the other one waits, and is told so. Where
 * more than two talk, or a room or an app, nobody can be made to wait: the page goes away from it,
 * as a phone on a desk does, and the rest goes on. On the page's lane.
 */
final class Holding {
    private final OwnCalls calls;
    private final Executor lane;
    private final Consumer<News> news;

    /**
     * @param news on the lane
     */
    Holding(OwnCalls calls, Executor lane, Consumer<News> news) {
        this.calls = calls;
        this.lane = lane;
        this.news = news;
    }

    void ask(BrowserLeg leg, boolean on) {
        // Whoever waits when the page comes back has waited for it, too.
        boolean isBack = !on && leg.goAway(false);
        calls.hold(leg.id(), on).thenAcceptAsync(refusal -> tell(leg, on, isBack, refusal), lane);
    }

    private void tell(BrowserLeg leg, boolean on, boolean isBack, Optional<String> refusal) {
        String call = leg.id().value();
        if (refusal.isEmpty()) {
            news.accept(new News.Waits(call, on || leg.isHeld()));
        } else if (leg.goAway(on) || isBack || on && leg.isAway()) {
            news.accept(new News.Waits(call, leg.isHeld()));
        } else {
            news.accept(new News.NotDone(call, "hold", refusal.get()));
        }
    }
}
