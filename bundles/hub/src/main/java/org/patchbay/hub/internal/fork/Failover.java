package org.patchbay.hub.internal.fork;

import java.util.List;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Target;
import org.patchbay.hub.internal.message.Branch;

/**
 * The one table that says whether a number is tried over the next trunk. The trunk failed, and
 * another may not: on. Somebody at the other end has spoken, or could not be found, or was rung
 * until nobody answered: no trunk will change that.
 */
enum Failover {
    /** Nobody answered the INVITE (408), also where it could not be sent. */
    SILENT(408, 408, true),
    /** It wants to know who we are, and does not take what we have: our account there. */
    UNAUTHORIZED(401, 401, true),
    PROXY_UNAUTHORIZED(407, 407, true),
    /** The server failed, is busy, or is known to be down. */
    SERVER_FAILED(500, 599, true),
    /** Whatever else was said of the call itself: 404, 486, 403, 603 … */
    SAID_NO(300, 699, false),
    /** It ended without a word, so it was there. */
    ENDED(0, 299, false);

    private static final String SCHEME = "trunk";

    private final int from;
    private final int to;
    private final boolean next;

    Failover(int from, int to, boolean next) {
        this.from = from;
        this.to = to;
        this.next = next;
    }

    /** Whether the next trunk is tried. */
    static boolean goesOn(DisconnectCause cause) {
        for (Failover row : values()) {
            if (cause.sipCode() >= row.from && cause.sipCode() <= row.to) {
                return row.next;
            }
        }
        return false;
    }

    static boolean isTrunk(Branch branch) {
        return branch.target().scheme().equals(SCHEME);
    }

    /** The rounds without the ways to a number that was reached over that branch. */
    static List<List<Branch>> withoutOthersThan(Branch reached, List<List<Branch>> rounds) {
        return rounds.stream()
                .map(r -> r.stream().filter(b -> !isSameNumber(b, reached)).toList())
                .filter(round -> !round.isEmpty())
                .toList();
    }

    private static boolean isSameNumber(Branch one, Branch other) {
        return isTrunk(one) && isTrunk(other) && number(one).equals(number(other));
    }

    private static String number(Branch branch) {
        Target target = branch.target();
        return target.address().substring(target.address().indexOf('/') + 1);
    }
}
