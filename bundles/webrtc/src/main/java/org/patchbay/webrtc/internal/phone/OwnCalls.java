package org.patchbay.webrtc.internal.phone;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Passage;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;
import org.patchbay.webrtc.internal.desk.News;

/** Who the user of a page is for the hub, and what the hub does for its calls. Any thread. */
final class OwnCalls {
    private final Parts parts;
    private final BrowserUser who;

    OwnCalls(Parts parts, BrowserUser who) {
        this.parts = parts;
        this.who = who;
    }

    /** A call of the page has the id of the leg that it will be. */
    String newId() {
        return parts.callEntry()
                .map(entry -> entry.newLegId().value())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private Optional<User> user() {
        return parts.directory().map(Directory::users).map(users -> users.get(who.phone()));
    }

    /** As a device of the user; empty for one that the directory does not know: it calls nobody. */
    Optional<CallOffer> offer(String number, List<String> codecs) {
        return user().map(
                        user ->
                                new CallOffer(
                                        user.devices().stream().findFirst(),
                                        Optional.empty(),
                                        new Party(user.number(), user.name()),
                                        number,
                                        codecs,
                                        Optional.empty(),
                                        Passage.FIRST,
                                        Optional.of(user.id())));
    }

    /** A call that was asked for elsewhere is the page's own: it will be the caller. */
    static News.Rung rung(DialRequest request) {
        return new News.Rung(
                request.leg().value(), request.asked(), request.listensTo(), request.caller());
    }

    /** Whom the leg talks to waits, or talks again; completes with why not, empty where he does. */
    CompletionStage<Optional<String>> hold(LegId leg, boolean on) {
        Optional<CallHub> hub = parts.hub();
        Optional<CallCommand> command =
                callOf(leg).flatMap(call -> other(call, leg).map(o -> hold(call, o, on)));
        if (hub.isEmpty() || command.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.of("nobody is there"));
        }
        return hub.get().execute(command.get()).handle((result, e) -> refusal(result));
    }

    private static CallCommand hold(CallSnapshot call, LegId other, boolean on) {
        return new CallCommand.Hold(call.id(), other, on);
    }

    private static Optional<String> refusal(CommandResult result) {
        if (result instanceof CommandResult.Done) {
            return Optional.empty();
        }
        return Optional.of(result instanceof CommandResult.Refused no ? no.reason() : "it failed");
    }

    /** A room has its members' legs too, and is no call of theirs. */
    private Optional<CallSnapshot> callOf(LegId leg) {
        return parts.hub().stream()
                .flatMap(hub -> hub.calls().stream())
                .filter(call -> call.room().isEmpty())
                .filter(call -> call.legs().stream().anyMatch(l -> l.id().equals(leg)))
                .findFirst();
    }

    private static Optional<LegId> other(CallSnapshot call, LegId leg) {
        return call.legs().stream().map(LegSnapshot::id).filter(id -> !id.equals(leg)).findFirst();
    }
}
