package org.example.echoleg;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.media.api.MixMember;

/** One party that is nothing but an echo. */
final class EchoLeg implements Leg {
    private final DialRequest request;
    private final LegEvents events;
    private final MixMember echo;
    private final Consumer<EchoLeg> onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();

    EchoLeg(DialRequest request, LegEvents events, MixMember echo, Consumer<EchoLeg> onEnd) {
        this.request = request;
        this.events = events;
        this.echo = echo;
        this.onEnd = onEnd;
    }

    @Override
    public LegId id() {
        return request.leg();
    }

    @Override
    public Optional<MixMember> media() {
        return Optional.of(echo);
    }

    /** Only asked of legs that came in; this one was dialled. */
    @Override
    public CompletionStage<Void> answer() {
        return CompletableFuture.completedFuture(null);
    }

    /** Ended is told once, also after a hangup. */
    @Override
    public void hangup(DisconnectCause cause) {
        if (ended.compareAndSet(false, true)) {
            onEnd.accept(this);
            events.ended(cause);
        }
    }

    @Override
    public LegSnapshot snapshot() {
        String state = ended.get() ? "ended" : "confirmed";
        return new LegSnapshot(
                id(), false, request.target().toString(), state, "", Optional.empty());
    }
}
