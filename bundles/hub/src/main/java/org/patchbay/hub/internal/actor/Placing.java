package org.patchbay.hub.internal.actor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;
import org.patchbay.hub.internal.call.Facts;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.route.Owners;
import org.patchbay.hub.internal.route.TargetResolver;

/**
 * A call that is made by command, before it is one: whom to ring first, who then is its caller of
 * what follows.
 *
 * @param number that is called then
 * @param listensTo what is listened to instead of calling
 */
record Placing(Target from, String number, Optional<CallId> listensTo) {
    private static final Duration RING = Duration.ofSeconds(60);
    private static final int MAX_NUMBER_LENGTH = 128;

    static Placing call(Target from, String number) {
        return new Placing(from, number, Optional.empty());
    }

    static Placing listen(Target from, CallId to) {
        return new Placing(from, to.value(), Optional.of(to));
    }

    /** Why that can be no call; empty where it can. */
    Optional<String> problem() {
        boolean bad =
                number.isBlank()
                        || number.length() > MAX_NUMBER_LENGTH
                        || number.chars().anyMatch(c -> c < ' ');
        return bad
                ? Optional.of("a number of 1 to " + MAX_NUMBER_LENGTH + " characters is needed")
                : Optional.empty();
    }

    Message.Outgoing rings(Surroundings house) {
        TargetResolver resolver =
                new TargetResolver(
                        house.parts(), house.legIds(), Optional.empty(), Surroundings.MAX_LEGS);
        return new Message.Outgoing(
                resolver.resolve(Plan.Ring.all(List.of(from), RING)), listensTo);
    }

    /** Why nobody rings. */
    String unreached(Message.Outgoing outgoing) {
        DisconnectCause why =
                outgoing.from().unreached().orElse(DisconnectCause.of(Reason.NOT_FOUND));
        String text = why.text().isEmpty() ? why.reason().text() : why.text();
        return from + " cannot be reached: " + text;
    }

    Facts facts(CallId id, Surroundings house) {
        Optional<User> user = user(house.parts().directory());
        Optional<String> device =
                from.scheme().equals("device")
                        ? Optional.of(from.address())
                        : user.flatMap(u -> u.devices().stream().findFirst());
        Party caller =
                user.map(u -> new Party(u.number(), u.name()))
                        .orElse(new Party(from.address(), ""));
        return new Facts(
                id,
                house.clock().instant(),
                caller,
                number,
                device,
                user.map(User::id),
                Optional.empty());
    }

    private Optional<User> user(Directory directory) {
        return switch (from.scheme()) {
            case "user" ->
                    Optional.ofNullable(directory.users().get(from.address()))
                            .or(() -> directory.userByNumber(from.address()));
            case "device" -> directory.userOfDevice(from.address());
            default -> Owners.browser(directory, from);
        };
    }
}
