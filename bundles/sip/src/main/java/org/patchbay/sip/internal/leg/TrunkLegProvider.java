package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
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
        house.legs().add(leg);
        if (trunk.isEmpty() || !canReach(request.target())) {
            leg.post(() -> leg.fail(DisconnectCause.of(Reason.UNAVAILABLE, "no such trunk")));
            return leg;
        }
        Optional<String> down = house.trunks().whyDown(trunk.get().id());
        if (down.isPresent()) {
            String why = "trunk is down: " + down.get();
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

    private Callee callee(Trunk trunk, List<NextHop> hops, DialRequest request) {
        String name = trunk.domain();
        String host = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        String uri = Parties.uri(numberOf(request.target()), host) + where(trunk);
        Optional<Directory> directory = house.parts().directory().map(UserDirectory::current);
        String domain = directory.map(Directory::domain).orElse(host);
        Party shown = ShownCaller.of(directory, trunk.id(), request);
        List<String> all = house.parts().media().map(MediaSessions::codecs).orElse(List.of());
        return new Callee(
                hops.get(0),
                uri,
                Parties.from(shown, domain),
                new NameAddr("", Parties.uri(numberOf(request.target()), host), ""),
                MediaWish.of(trunk)
                        .ordered(CodecOrder.of(request.preferCodecs(), trunk.codecs(), all)),
                hops.subList(1, hops.size()),
                trunk.line().firstAnswer(),
                hop -> Trunks.routes(trunk, hop));
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
