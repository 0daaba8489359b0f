package org.patchbay.hub.internal.actor;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.patchbay.call.api.CallControl.CallGoneException;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.message.Message;

/** What commands want of one call: each is refused with its reason, or begun. Any thread. */
final class WishDesk {
    private final CallActor actor;
    private final Mailbox mailbox;
    private final TransferDesk transfers;
    private final Replies replies;

    WishDesk(CallActor actor, Mailbox mailbox, TransferDesk transfers, Replies replies) {
        this.actor = actor;
        this.mailbox = mailbox;
        this.transfers = transfers;
        this.replies = replies;
    }

    /** Ends one leg or all; completes with false where there is no such leg. */
    CompletableFuture<Boolean> hangup(Optional<LegId> leg, DisconnectCause cause) {
        CompletableFuture<Boolean> known = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    boolean there =
                            leg.map(actor.state().legs()::containsKey)
                                    .orElse(!actor.state().over());
                    actor.handle(new Message.HangupAsked(leg, cause));
                    known.complete(there);
                });
        return known;
    }

    /** Begins a transfer; completes with why it was refused, empty where not. */
    CompletableFuture<Optional<String>> transfer(LegId by, TransferTo to) {
        return ask(
                () -> actor.state().refusesTransfer(by),
                () -> new Message.TransferAsked(by, to, false, transfers.owners()));
    }

    /** Moves a leg elsewhere; completes with why not, empty where it goes. */
    CompletableFuture<Optional<String>> move(LegId leg, TransferTo to) {
        CompletableFuture<Object> reply = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    if (actor.state().over()) {
                        reply.completeExceptionally(new CallGoneException(actor.id()));
                    } else {
                        long ticket = replies.open(reply);
                        actor.handle(new Message.MoveAsked(leg, to, ticket, transfers.owners()));
                    }
                });
        return reply.handle(
                (done, failure) ->
                        Optional.ofNullable(failure).map(f -> Causes.unwrap(f).getMessage()));
    }

    /** Lets a leg wait or talk again; completes with why not, empty where it does. */
    CompletableFuture<Optional<String>> hold(LegId leg, boolean held) {
        return ask(
                () -> actor.state().refusesHold(leg, held), () -> new Message.HoldAsked(leg, held));
    }

    /** Wants a third to talk with the two; completes with why not, empty where it is tried. */
    CompletableFuture<Optional<String>> join(LegId by, TransferTo third) {
        return ask(
                () -> actor.state().refusesJoin(by),
                () -> new Message.JoinAsked(by, third, false, transfers.owner(by)));
    }

    /** Plays keys to a far side; completes with why not, empty where they are played. */
    CompletableFuture<Optional<String>> press(LegId leg, String keys) {
        return ask(() -> actor.state().refusesPress(leg), () -> new Message.PressAsked(leg, keys));
    }

    private CompletableFuture<Optional<String>> ask(
            Supplier<Optional<String>> refuses, Supplier<Message> message) {
        CompletableFuture<Optional<String>> refusal = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    Optional<String> why = refuses.get();
                    actor.handle(message.get());
                    refusal.complete(why);
                });
        return refusal;
    }
}
