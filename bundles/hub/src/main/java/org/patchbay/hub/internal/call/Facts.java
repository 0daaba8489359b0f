package org.patchbay.hub.internal.call;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.Party;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Owner;

/**
 * What is known of a call from its beginning.
 *
 * @param device the calling device; for a call made by command the one that was rung first
 */
public record Facts(
        CallId id,
        Instant startedAt,
        Party caller,
        String called,
        Optional<String> device,
        Optional<String> user,
        Optional<String> trunk) {
    public Facts {
        Objects.requireNonNull(id);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(called);
        Objects.requireNonNull(device);
        Objects.requireNonNull(user);
        Objects.requireNonNull(trunk);
    }

    /** As if a leg that was moved had called there. */
    public static Facts of(Message.MovedIn moved, CallId id, Instant now) {
        Party is = moved.newcomer().is();
        Owner owner = moved.newcomer().owner();
        return new Facts(id, now, is, moved.number(), owner.device(), owner.user(), owner.trunk());
    }

    /** As if somebody else called, or another number was dialled. */
    Facts asDialledBy(Party dials, String number, Owner owner) {
        return new Facts(id, startedAt, dials, number, owner.device(), owner.user(), owner.trunk());
    }

    /** As if the caller had dialled another number. */
    Facts asCalled(String number) {
        return new Facts(id, startedAt, caller, number, device, user, trunk);
    }

    /** As an app sees it. */
    public CallView view(Optional<AppRequest> request) {
        return new CallView(id, startedAt, caller, called, device, user, trunk, request);
    }
}
