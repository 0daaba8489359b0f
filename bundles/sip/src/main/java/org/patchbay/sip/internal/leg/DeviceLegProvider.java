package org.patchbay.sip.internal.leg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Flow;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.SipUriText;

/**
 * Rings registered devices. The address of a target is the device's id; a branch of it names one
 * binding too: {@code 1001#3f09a1}.
 */
public final class DeviceLegProvider implements LegProvider {
    private static final String MARK = "#";

    private final House house;

    public DeviceLegProvider(House house) {
        this.house = house;
    }

    @Override
    public String scheme() {
        return "device";
    }

    @Override
    public boolean canReach(Target target) {
        return !bindings(target).isEmpty();
    }

    @Override
    public List<Target> branches(Target target) {
        List<Binding> bindings = bindings(target);
        if (bindings.size() < 2) {
            return List.of(target);
        }
        List<Target> branches = new ArrayList<>();
        for (Binding binding : bindings) {
            branches.add(new Target(scheme(), deviceOf(target) + MARK + key(binding)));
        }
        return branches;
    }

    @Override
    public Leg dial(DialRequest request, LegEvents events) {
        String device = deviceOf(request.target());
        Credentials none = new Credentials(house, "", Account.device(device));
        OutgoingLeg leg = new OutgoingLeg(house, request, events, none);
        house.legs().add(leg);
        leg.post(() -> begin(leg, request));
        return leg;
    }

    private void begin(OutgoingLeg leg, DialRequest request) {
        Optional<Binding> binding = bindings(request.target()).stream().findFirst();
        if (binding.isEmpty()) {
            leg.fail(DisconnectCause.of(Reason.NOT_REGISTERED));
            return;
        }
        Directory directory =
                house.parts()
                        .directory()
                        .map(UserDirectory::current)
                        .orElseGet(() -> Directory.empty(binding.get().aor().domain()));
        String device = deviceOf(request.target());
        Flow flow = binding.get().flow();
        leg.begin(
                new Callee(
                        new NextHop(
                                flow.transport(),
                                flow.remoteAddress(),
                                flow.remotePort(),
                                flow.connection()),
                        SipUriText.withoutHeaders(binding.get().contact()),
                        Parties.from(request.caller(), directory.domain()),
                        new NameAddr("", Parties.uri(device, directory.domain()), ""),
                        media(directory.devices().get(device), request.preferCodecs()),
                        List.of(),
                        Duration.ZERO,
                        hop -> binding.get().path(),
                        List.of()));
    }

    private MediaWish media(Device device, List<String> preferred) {
        MediaWish wish = device == null ? MediaWish.NONE : MediaWish.of(device);
        List<String> all = house.parts().media().map(MediaSessions::codecs).orElse(List.of());
        return wish.ordered(CodecOrder.of(preferred, wish.codecs(), all));
    }

    /** Those of the target that can be reached over a transport that we speak, best first. */
    private List<Binding> bindings(Target target) {
        Optional<LocationService> locations = house.parts().locations();
        Optional<UserDirectory> directory = house.parts().directory();
        if (locations.isEmpty() || directory.isEmpty()) {
            return List.of();
        }
        Directory house = directory.get().current();
        if (!house.devices().containsKey(deviceOf(target))) {
            return List.of(); // it was registered when it was taken out of the directory
        }
        String address = target.address();
        int mark = address.indexOf(MARK);
        String wanted = mark < 0 ? "" : address.substring(mark + 1);
        return locations.get().bindings(house.aor(deviceOf(target))).stream()
                .filter(b -> isUsable(b.flow()))
                .filter(b -> wanted.isEmpty() || wanted.equals(key(b)))
                .toList();
    }

    private boolean isUsable(Flow flow) {
        return house.transport().speaks(flow.transport())
                && (!flow.isConnection() || house.transport().isOpen(flow.connection()));
    }

    private static String deviceOf(Target target) {
        int mark = target.address().indexOf(MARK);
        return mark < 0 ? target.address() : target.address().substring(0, mark);
    }

    private static String key(Binding binding) {
        Flow flow = binding.flow();
        String all =
                binding.contact()
                        + flow.transport()
                        + flow.remoteAddress()
                        + flow.remotePort()
                        + flow.connection();
        return Integer.toHexString(all.hashCode());
    }
}
