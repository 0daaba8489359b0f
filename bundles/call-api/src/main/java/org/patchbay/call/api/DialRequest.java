package org.patchbay.call.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One leg to be dialled.
 *
 * @param caller who calls, as shown to the one who is called
 * @param called the number that the caller dialled
 * @param preferCodecs the codec in use on the caller's leg, to be offered first so that nothing
 *     need be transcoded; may be empty
 * @param passage what the call carries along
 * @param asked this leg will be the caller: somebody has asked for a call from it, and {@code
 *     caller} is whom it will be connected with
 * @param listensTo the call that it will hear without being heard; empty where it will talk
 */
public record DialRequest(
        CallId call,
        LegId leg,
        Target target,
        Party caller,
        String called,
        List<String> preferCodecs,
        Passage passage,
        boolean asked,
        Optional<CallId> listensTo) {
    public DialRequest {
        Objects.requireNonNull(call);
        Objects.requireNonNull(leg);
        Objects.requireNonNull(target);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(called);
        preferCodecs = List.copyOf(preferCodecs);
        Objects.requireNonNull(passage);
        Objects.requireNonNull(listensTo);
    }

    /** Somebody is called. */
    public DialRequest(
            CallId call,
            LegId leg,
            Target target,
            Party caller,
            String called,
            List<String> preferCodecs,
            Passage passage) {
        this(call, leg, target, caller, called, preferCodecs, passage, false, Optional.empty());
    }

    /** Of a call that begins here. */
    public DialRequest(
            CallId call,
            LegId leg,
            Target target,
            Party caller,
            String called,
            List<String> preferCodecs) {
        this(call, leg, target, caller, called, preferCodecs, Passage.FIRST);
    }
}
