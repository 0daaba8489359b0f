package org.patchbay.sip.internal.entry;

import java.util.Optional;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Passage;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.User;
import org.patchbay.sip.internal.leg.Assertion;
import org.patchbay.sip.internal.leg.CallLegs;
import org.patchbay.sip.internal.leg.IncomingLeg;
import org.patchbay.sip.internal.leg.MediaWish;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipUriText;
import org.patchbay.sip.internal.trunk.Trunks;

/** Who calls whom, as an INVITE says it and as far as that is believed. */
final class Callers {
    private final CallLegs legs;

    Callers(CallLegs legs) {
        this.legs = legs;
    }

    /** One of our devices: the directory knows who that is. */
    IncomingLeg.Caller of(SipRequest invite, Device device, Directory directory, TakeOver place) {
        Party known =
                directory
                        .userOfDevice(device.id())
                        .map(Callers::party)
                        .orElse(new Party(device.id(), ""));
        Party party = Assertion.asksPrivacy(invite) ? Party.ANONYMOUS : known;
        CallOffer offer =
                new CallOffer(
                        Optional.of(device.id()),
                        Optional.empty(),
                        party,
                        SipUriText.user(invite.uri()),
                        legs.codecs(invite));
        CallOffer marked = offer.by(legs.passage(invite));
        return new IncomingLeg.Caller(
                place.seat().map(marked::inPlaceOf).orElse(marked),
                "device:" + device.id(),
                MediaWish.of(device));
    }

    private static Party party(User user) {
        return new Party(user.number(), user.name());
    }

    /**
     * Somebody behind a trunk.
     *
     * @return empty for a call of our own that runs in a circle
     */
    Optional<IncomingLeg.Caller> of(SipRequest invite, Trunk trunk) {
        String called = calledBy(invite, trunk);
        return legs.passage(invite, called).map(passage -> of(invite, trunk, called, passage));
    }

    private IncomingLeg.Caller of(SipRequest invite, Trunk trunk, String called, Passage passage) {
        CallOffer offer =
                new CallOffer(
                        Optional.empty(),
                        Optional.of(trunk.id()),
                        Assertion.caller(invite, trunk.terms().trusted()),
                        called,
                        legs.codecs(invite));
        return new IncomingLeg.Caller(
                offer.by(passage), "trunk:" + trunk.id(), MediaWish.of(trunk));
    }

    /** A call to the Contact that we registered is for whom its To names. */
    private static String calledBy(SipRequest invite, Trunk trunk) {
        String called = SipUriText.user(invite.uri());
        return Trunks.isContactOf(trunk, called) ? invite.head().to().user() : called;
    }
}
