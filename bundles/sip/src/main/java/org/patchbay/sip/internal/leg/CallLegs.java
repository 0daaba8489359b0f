package org.patchbay.sip.internal.leg;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Passage;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.Replaces;
import org.patchbay.sip.internal.message.Responder;
import org.patchbay.sip.internal.message.SipRequest;

/** The legs of the house, as the desk sees them. */
public final class CallLegs {
    private final House house;

    public CallLegs(House house) {
        this.house = house;
    }

    /** A leg for an INVITE that may come in. On the queue of its Call-ID. */
    public void begin(
            LegId id,
            SipRequest invite,
            Responder responder,
            IncomingLeg.Caller caller,
            String digestUser,
            Account account) {
        Credentials credentials = new Credentials(house, digestUser, account);
        IncomingLeg leg = new IncomingLeg(house, id, invite, responder, caller, credentials);
        house.legs().add(leg);
        leg.begin();
    }

    public List<SipLeg> of(String callId) {
        return house.legs().of(callId);
    }

    /** Who sent the request with that tag in its From. */
    public Optional<SipLeg> asked(String callId, String fromTag) {
        return of(callId).stream().filter(leg -> leg.asked(fromTag)).findFirst();
    }

    /** The leg whose dialog that is. Any thread. */
    public Optional<SipLeg> named(Replaces replaces) {
        return house.legs().named(replaces);
    }

    public Optional<SipLeg> owner(SipRequest request) {
        return house.legs().owner(request);
    }

    /** How many are not over. */
    public int count() {
        return house.legs().live();
    }

    /** Ids of the connections that a leg needs. Any thread. */
    public Set<String> connections() {
        Set<String> used = new HashSet<>();
        for (SipLeg leg : house.legs().all()) {
            NextHop flow = leg.flow();
            if (flow != null && flow.needsConnection()) {
                used.add(flow.connection());
            }
        }
        return used;
    }

    /** How many calls are up over that trunk. Any thread. */
    public int overTrunk(String id) {
        return house.legs().overTrunk(id);
    }

    public String newTag() {
        return house.tokens().tag();
    }

    /** What a call of one of our devices brings along. */
    public Passage passage(SipRequest invite) {
        return house.legs().trails().ofDevice(invite, house.tokens().session());
    }

    /**
     * The same of one that came by a trunk; empty where it is one of ours that runs in a circle.
     */
    public Optional<Passage> passage(SipRequest invite, String called) {
        return house.legs().trails().ofTrunk(invite, called, house.tokens().session());
    }

    /** Codec names of the request's offer. */
    public List<String> codecs(SipRequest request) {
        return request.head().sdp().map(LegMedia::codecs).orElse(List.of());
    }

    public void hangUpAll(DisconnectCause cause) {
        house.legs().all().forEach(leg -> leg.hangup(cause));
    }

    /** Whether every far side knows that its call is over. */
    public boolean isQuiet() {
        return house.legs().all().stream().allMatch(SipLeg::isForgettable);
    }
}
