package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.call.api.Party;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.SipHead;

/**
 * Shows the far side whom it talks to now: P-Asserted-Identity (RFC 3325) in an UPDATE without
 * offer (RFC 3311 §5.1), where it takes UPDATE. Only devices are in our trust domain: a trunk is
 * told nothing. On the leg's queue.
 */
final class ConnectedParty {
    private final SipLeg leg;
    private final DialogSender sender;
    private boolean takesUpdate;

    ConnectedParty(SipLeg leg, DialogSender sender) {
        this.leg = leg;
        this.sender = sender;
    }

    /** What the far side can do stands in its messages. */
    void heard(SipHead head) {
        List<String> allow = head.headers("Allow");
        if (!allow.isEmpty()) {
            takesUpdate =
                    allow.stream()
                            .flatMap(line -> Stream.of(line.split(",")))
                            .anyMatch(
                                    m -> m.trim().toUpperCase(Locale.ROOT).equals(Methods.UPDATE));
        }
    }

    boolean takesUpdate() {
        return takesUpdate;
    }

    void show(Party party) {
        if (!takesUpdate
                || leg.isOver()
                || !leg.isSettled()
                || leg.device().isEmpty()
                || party.number().isEmpty()) {
            return;
        }
        Optional<String> domain =
                leg.house.parts().directory().map(UserDirectory::current).map(d -> d.domain());
        if (domain.isPresent()) {
            NameAddr shown = Parties.from(party, domain.get());
            String name = shown.display().replaceAll("[\"\\\\\\p{Cntrl}]", "");
            String value = (name.isEmpty() ? "" : "\"" + name + "\" ") + "<" + shown.uri() + ">";
            sender.send(
                    Methods.UPDATE,
                    List.of(new Header("P-Asserted-Identity", value)),
                    Optional.empty());
        }
    }
}
