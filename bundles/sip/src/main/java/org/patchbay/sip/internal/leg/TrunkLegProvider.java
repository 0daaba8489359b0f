package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.trunk.Trunks;

/** Calls out over a trunk. The address of a target is {@code ID/NUMBER}. */
public final class TrunkLegProvider implements LegProvider {
    private final House house;

    public TrunkLegProvider(House house) {
        this.house = house;
    }

    @Override
    public String scheme() {
        return "trunk";
    }

    @Override
    public boolean canReach(Target target) {
        return !numberOf(target).isEmpty()
                && trunk(target)
                        .filter(
                                t ->
                                        t.line().anyTransport()
                                                || house.transport().speaks(t.transport()))
                        .isPresent();
    }

    @Override
    public Leg dial(DialRequest request, LegEvents events) {
        Optional<Trunk> trunk = trunk(request.target());
        Credentials credentials =
                new Credentials(
                        house,
                        trunk.map(Trunk::username).orElse(""),
                        Account.trunk(idOf(request.target())));
        OutgoingLeg leg = new OutgoingLeg(house, request, events, credentials);
        Optional<String> refusal = refusal(request.target(), trunk);
        CallLimits limits = trunk.map(t -> t.terms().limits()).orElse(CallLimits.NONE);
        if (refusal.isPresent()) {
            house.legs().addPlaceless(leg);
        } else if (!house.legs().add(leg, idOf(request.target()), limits)) {
            refusal = Optional.of("trunk is full: " + limits.maxCalls() + " calls");
        }
        if (refusal.isPresent()) {
            // by another trunk there may be a way, so that it is no refusal for good
            String why = refusal.get();
            leg.post(() -> leg.fail(DisconnectCause.of(Reason.UNAVAILABLE, why)));
            return leg;
        }
        leg.then(
                house.trunks().hops(trunk.get().id()),
                (hops, e) -> {
                    if (e != null) {
                        leg.fail(DisconnectCause.of(Reason.UNAVAILABLE, "unknown host of trunk"));
                    } else {
                        leg.begin(callee(trunk.get(), hops, request));
                    }
                });
        return leg;
    }

    /** Why nobody is to be called over it now; empty where somebody is. */
    private Optional<String> refusal(Target target, Optional<Trunk> trunk) {
        if (trunk.isEmpty() || !canReach(target)) {
            return Optional.of("no such trunk");
        }
        if (!trunk.get().terms().limits().numbers().permits(numberOf(target))) {
            return Optional.of("trunk does not take that number");
        }
        return house.trunks().whyDown(trunk.get().id()).map(why -> "trunk is down: " + why);
    }

    private Callee callee(Trunk trunk, List<NextHop> hops, DialRequest request) {
        String name = trunk.domain();
        String host = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        String uri = Parties.uri(numberOf(request.target()), host) + where(trunk);
        Optional<Directory> directory = house.parts().directory().map(UserDirectory::current);
        String domain = directory.map(Directory::domain).orElse(host);
        List<String> all = house.parts().media().map(MediaSessions::codecs).orElse(List.of());
        return new Callee(
                hops.get(0),
                uri,
                Parties.from(request.caller(), domain),
                new NameAddr("", Parties.uri(numberOf(request.target()), host), ""),
                MediaWish.of(trunk)
                        .ordered(CodecOrder.of(request.preferCodecs(), trunk.codecs(), all)),
                hops.subList(1, hops.size()),
                trunk.line().firstAnswer(),
                hop -> Trunks.routes(trunk, hop),
                trunk.terms().trusted()
                        ? Assertion.of(request.caller(), trunk.terms().callerId(), domain)
                        : List.of());
    }

    /** A name that DNS leads on from stands alone: with a port it would be another place. */
    private static String where(Trunk trunk) {
        String port = trunk.line().anyPort() ? "" : ":" + trunk.port();
        boolean plain = trunk.line().anyTransport() || trunk.transport().equals("udp");
        return port + (plain ? "" : ";transport=" + trunk.transport());
    }

    private Optional<Trunk> trunk(Target target) {
        return house.parts()
                .directory()
                .map(UserDirectory::current)
                .map(directory -> directory.trunks().get(idOf(target)));
    }

    private static String idOf(Target target) {
        int slash = target.address().indexOf('/');
        return slash < 0 ? target.address() : target.address().substring(0, slash);
    }

    private static String numberOf(Target target) {
        int slash = target.address().indexOf('/');
        return slash < 0 ? "" : target.address().substring(slash + 1);
    }
}
