package org.patchbay.container;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.patchbay.call.api.BrowserPhone;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.Target;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MixMember;

/** Phones that answer at once and are an echo, and the way to pages, which says what it heard. */
final class FakePhones implements LegProvider, BrowserPhones {
    private final MediaEngine engine;

    /** {@code open anna}, {@code said …}, {@code closed}. */
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    final BlockingQueue<Page> pages = new LinkedBlockingQueue<>();

    FakePhones(MediaEngine engine) {
        this.engine = engine;
    }

    @Override
    public String scheme() {
        return "browser";
    }

    @Override
    public boolean canReach(Target target) {
        return true;
    }

    @Override
    public Leg dial(DialRequest request, LegEvents events) {
        MixMember echo = engine.createEcho(request.leg().value());
        events.ringing();
        events.answered();
        return new Leg() {
            private boolean ended;

            @Override
            public LegId id() {
                return request.leg();
            }

            @Override
            public Optional<MixMember> media() {
                return Optional.of(echo);
            }

            @Override
            public CompletionStage<Void> answer() {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public synchronized void hangup(DisconnectCause cause) {
                if (!ended) {
                    ended = true;
                    events.ended(cause);
                }
            }

            @Override
            public LegSnapshot snapshot() {
                return new LegSnapshot(
                        id(), false, request.target().toString(), "up", "", Optional.empty());
            }
        };
    }

    @Override
    public BrowserPhone open(BrowserUser who, Page page) {
        heard.add("open " + who.phone() + " " + who.name());
        pages.add(page);
        return new BrowserPhone() {
            @Override
            public void said(String json) {
                heard.add("said " + json);
                page.tell(json + "!");
            }

            @Override
            public void closed() {
                heard.add("closed");
            }
        };
    }
}
