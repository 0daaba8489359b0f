package org.patchbay.sip.internal.leg;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.Redirect;
import org.patchbay.sip.internal.message.ContactAddress;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.SipResponse;
import org.patchbay.sip.internal.message.SipUriText;

/** Where a 3xx sends a call (RFC 3261 §8.1.3.4): the number of its best Contact, and no address. */
final class Redirection {
    private Redirection() {}

    /**
     * @param local our address as its sender sees us
     * @return empty for a response that sends it nowhere that could be called
     */
    static Optional<Redirect> of(SipResponse response, House house, HostPort local) {
        Set<String> here = new HashSet<>(Set.of(local.address()));
        house.parts().directory().ifPresent(d -> here.add(d.current().domain()));
        return of(response, here);
    }

    private static Optional<Redirect> of(SipResponse response, Set<String> here) {
        if (response.status() < 300 || response.status() > 302) {
            return Optional.empty(); // 305 names a proxy, 380 another service
        }
        return response.head().contacts().stream()
                .sorted(Comparator.comparingInt(contact -> -contact.q()))
                .map(ContactAddress::uri)
                .filter(SipUriText::isSipOrTel)
                .map(uri -> redirect(uri, here))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Redirect> redirect(String uri, Set<String> here) {
        String number = SipUriText.user(uri);
        boolean isNumber =
                !number.isBlank()
                        && number.length() <= Redirect.MAX_LENGTH
                        && number.chars().noneMatch(c -> c < ' ');
        boolean tel = uri.regionMatches(true, 0, "tel:", 0, 4);
        return isNumber
                ? Optional.of(new Redirect(number, tel || here.contains(SipUriText.host(uri))))
                : Optional.empty();
    }
}
