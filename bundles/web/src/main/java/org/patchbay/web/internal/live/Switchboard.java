package org.patchbay.web.internal.live;

import java.util.Set;
import java.util.function.Predicate;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.view.HouseView;

/** The phones of pages that are open. */
public final class Switchboard {
    private final Parts parts;
    private final HouseView house;
    private final Roster<PhoneSocket> roster;

    /**
     * @param knows whether somebody who was let in still would be
     */
    public Switchboard(Parts parts, HouseView house, int mostPhones, Predicate<Who> knows) {
        this.parts = parts;
        this.house = house;
        this.roster = new Roster<>(mostPhones, knows);
    }

    /**
     * @throws Problem where there is none for him
     */
    PhoneSocket open(Who who) {
        if (who.session().isEmpty()) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "a phone is a page's");
        }
        BrowserPhones phones =
                parts.phones()
                        .orElseThrow(() -> Problem.of(Problem.Kind.ABSENT, "no browser phones"));
        if (roster.isFull()) {
            throw Problem.of(Problem.Kind.ABSENT, "too many phones");
        }
        BrowserUser user;
        try {
            user = new BrowserUser(who.user(), house.nameOf(who.user()));
        } catch (IllegalArgumentException e) {
            throw Problem.of(Problem.Kind.FORBIDDEN, who.user() + " can be no phone's name");
        }
        return new PhoneSocket(who, phones, user, roster);
    }

    Set<PhoneSocket> sockets() {
        return roster.all();
    }
}
