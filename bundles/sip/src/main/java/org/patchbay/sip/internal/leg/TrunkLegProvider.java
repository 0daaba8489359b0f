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
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.NextHop;

/** Calls out over a trunk. The address of a target is {@code ID/NUMBER}. */
public final class TrunkLegProvider implements LegProvider {
    private final House house;
    private final NameResolver names;

    public TrunkLegProvider(House house, NameResolver names) {
        this.house = house;
        this.names = names;
    }

    @Override
    public String scheme() {
        return "trunk";
    }

    @Override
    public boolean canReach(Target target) {
        return !numberOf(target).isEmpty()
                && trunk(target).filter(t -> house.transport().speaks(t.transport())).isPresent();
    }

    @Override
    public Leg dial(DialRequest request, LegEvents events) {
        Optional<Trunk> trunk = trunk(request.target());
        Credentials credentials =
                new Credentials(
                        house.parts(),
                        house.tokens(),
                        trunk.map(Trunk::username).orElse(""),
                        Account.trunk(idOf(request.target())));
        OutgoingLeg leg =
                new OutgoingLeg(
                        house, request.leg(), request.target().toString(), events, credentials);
        house.legs().add(leg);
        if (trunk.isEmpty() || !canReach(request.target())) {
            leg.post(() -> leg.fail(DisconnectCause.of(Reason.UNAVAILABLE, "no such trunk")));
            return leg;
        }
        leg.then(
                names.resolve(trunk.get().host()),
                (address, e) -> {
                    if (e != null) {
                        leg.fail(DisconnectCause.of(Reason.UNAVAILABLE, "unknown host of trunk"));
                    } else {
                        leg.begin(callee(trunk.get(), address, request));
                    }
                });
        return leg;
    }

    private OutgoingLeg.Callee callee(Trunk trunk, String address, DialRequest request) {
        String host = trunk.host().indexOf(':') >= 0 ? "[" + trunk.host() + "]" : trunk.host();
        String transport = trunk.transport().equals("udp") ? "" : ";transport=" + trunk.transport();
        String uri = Parties.uri(numberOf(request.target()), host) + ":" + trunk.port() + transport;
        String domain =
                house.parts()
                        .directory()
                        .map(UserDirectory::current)
                        .map(Directory::domain)
                        .orElse(host);
        List<String> all = house.parts().media().map(MediaSessions::codecs).orElse(List.of());
        return new OutgoingLeg.Callee(
                new NextHop(trunk.transport(), address, trunk.port(), "", trunk.host()),
                uri,
                Parties.from(request.caller(), domain),
                new NameAddr("", Parties.uri(numberOf(request.target()), host), ""),
                MediaWish.of(trunk)
                        .ordered(CodecOrder.of(request.preferCodecs(), trunk.codecs(), all)));
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
