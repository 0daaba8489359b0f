package org.patchbay.webrtc.internal.phone;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
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
        boolean out = request.asked();
        Party party = out ? new Party(request.called(), "") : request.caller();
        return new News.Rung(request.leg().value(), out, party);
    }

    /** Whom the leg talks to waits, or talks again. */
    void hold(LegId leg, boolean on, Consumer<News> news) {
        Optional<CallHub> hub = parts.hub();
        Optional<CallCommand.Hold> command = hub.flatMap(h -> command(h, leg, on));
        if (command.isEmpty()) {
            news.accept(notDone(leg, "nobody is there who could wait"));
            return;
        }
        hub.get()
                .execute(command.get())
                .whenComplete(
                        (result, e) -> {
                            if (result instanceof CommandResult.Done) {
                                news.accept(new News.Waits(leg.value(), on));
                            } else if (result instanceof CommandResult.Refused refused) {
                                news.accept(notDone(leg, refused.reason()));
                            } else {
                                news.accept(notDone(leg, "it failed"));
                            }
                        });
    }

    private static News notDone(LegId leg, String why) {
        return new News.NotDone(leg.value(), "hold", why);
    }

    private static Optional<CallCommand.Hold> command(CallHub hub, LegId leg, boolean on) {
        for (CallSnapshot call : hub.calls()) {
            if (call.legs().stream().anyMatch(l -> l.id().equals(leg))) {
                return call.legs().stream()
                        .map(LegSnapshot::id)
                        .filter(id -> !id.equals(leg))
                        .findFirst()
                        .map(other -> new CallCommand.Hold(call.id(), other, on));
            }
        }
        return Optional.empty();
    }
}
