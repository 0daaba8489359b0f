package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.call.api.Party;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.NameAddr;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.SipHead;

/**
 * Shows the far side whom it talks to now: P-Asserted-Identity (RFC 3325) in our 200 where it is
 * known by then, else in an UPDATE without offer (RFC 3311 §5.1), else in a re-INVITE that changes
 * nothing (RFC 5876 §3.1). What the far side takes stands in its Allow; one that gave none is left
 * in peace. Only devices are in our trust domain: a trunk is told nothing. On the leg's queue.
 */
final class ConnectedParty {
    private static final String NAME = "P-Asserted-Identity";

    /** A long list of others is nothing to keep. */
    private static final Set<String> MATTERS = Set.of(Methods.UPDATE, Methods.INVITE);

    private final SipLeg leg;
    private final DialogSender sender;
    private final Offers offers;
    private Set<String> allowed = Set.of();
    private Optional<String> known = Optional.empty();

    ConnectedParty(SipLeg leg, DialogSender sender, Offers offers) {
        this.leg = leg;
        this.sender = sender;
        this.offers = offers;
    }

    /** What the far side can do stands in its messages. */
    void heard(SipHead head) {
        List<String> allow = head.headers("Allow");
        if (!allow.isEmpty()) {
            allowed =
                    allow.stream()
                            .flatMap(line -> Stream.of(line.split(",")))
                            .map(method -> method.trim().toUpperCase(Locale.ROOT))
                            .filter(MATTERS::contains)
                            .collect(Collectors.toSet());
        }
    }

    void show(Party party) {
        Optional<String> identity = leg.isOver() ? Optional.empty() : identity(party);
        if (identity.isEmpty()) {
            return;
        }
        if (!leg.isSettled()) {
            known = identity;
            return;
        }
        List<Header> headers = List.of(new Header(NAME, identity.get()));
        if (allowed.contains(Methods.UPDATE)) {
            sender.send(Methods.UPDATE, headers, Optional.empty());
        } else if (allowed.contains(Methods.INVITE)) {
            offers.show(headers);
        }
    }

    /** Our 2xx says who has answered, where that is not who was called. */
    Reply inAnswer(Reply ok) {
        return known.map(identity -> ok.header(NAME, identity)).orElse(ok);
    }

    /** Empty where it is not for the far side. */
    private Optional<String> identity(Party party) {
        if (leg.device().isEmpty() || party.number().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> domain =
                leg.house.parts().directory().map(UserDirectory::current).map(d -> d.domain());
        return domain.map(d -> value(Parties.from(party, d)));
    }

    private static String value(NameAddr shown) {
        String name = shown.display().replaceAll("[\"\\\\\\p{Cntrl}]", "");
        return (name.isEmpty() ? "" : "\"" + name + "\" ") + "<" + shown.uri() + ">";
    }
}
