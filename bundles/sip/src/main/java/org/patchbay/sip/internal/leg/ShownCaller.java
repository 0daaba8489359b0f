package org.patchbay.sip.internal.leg;

import java.util.Optional;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.Party;
import org.patchbay.directory.api.CallerIds;
import org.patchbay.directory.api.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who a call over a trunk says that it is from, by the directory's rule for that trunk. */
final class ShownCaller {
    private static final Logger LOG = LoggerFactory.getLogger(ShownCaller.class);

    private ShownCaller() {}

    static Party of(Optional<Directory> directory, String trunk, DialRequest request) {
        Party wish = request.caller();
        Optional<CallerIds> rule = directory.map(d -> d.routing().callerIds().get(trunk));
        if (rule.isEmpty()) {
            return wish;
        }
        String number =
                rule.get()
                        .shown(
                                wish.number(),
                                request.origin().user(),
                                request.origin().trunk().isPresent());
        if (number.equals(wish.number())) {
            return wish;
        }
        LOG.debug("call {}: another number is shown on trunk {}", request.call(), trunk);
        // A name that came with a number of somebody else's goes with it.
        boolean stranger = request.origin().trunk().isPresent() || number.isEmpty();
        return new Party(number, stranger ? "" : wish.name());
    }
}
