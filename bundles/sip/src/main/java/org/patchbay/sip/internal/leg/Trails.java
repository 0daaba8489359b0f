package org.patchbay.sip.internal.leg;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.patchbay.call.api.Passage;
import org.patchbay.sip.internal.message.SipRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that are out over trunks, by the Session-ID that they carry (RFC 7989), so that one that
 * comes back is known. Any thread may call.
 */
public final class Trails {
    private static final Logger LOG = LoggerFactory.getLogger(Trails.class);
    private static final Pattern SESSION = Pattern.compile("[0-9a-f]{32}");

    /** A call may come back for another number, as where somebody forwards it; not for ever. */
    private static final int MAX_RETURNS = 2;

    /** Shorter numbers must be the same to the digit. */
    private static final int SURE_DIGITS = 6;

    private final ConcurrentHashMap<String, Set<OutgoingLeg>> out = new ConcurrentHashMap<>();

    void left(OutgoingLeg leg) {
        if (leg.trail.isOverTrunk()) {
            out.merge(leg.trail.session(), Set.of(leg), Trails::both);
        }
    }

    private static Set<OutgoingLeg> both(Set<OutgoingLeg> some, Set<OutgoingLeg> more) {
        Set<OutgoingLeg> all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    void gone(OutgoingLeg leg) {
        out.computeIfPresent(
                leg.trail.session(),
                (session, legs) -> {
                    Set<OutgoingLeg> left = new HashSet<>(legs);
                    left.remove(leg);
                    return left.isEmpty() ? null : Set.copyOf(left);
                });
    }

    /** What a call of one of our devices brings along. */
    Passage ofDevice(SipRequest invite, String newSession) {
        return new Passage(session(invite).orElse(newSession), hops(invite), 0);
    }

    /**
     * What a call that came by a trunk brings along.
     *
     * @param called for whom it comes
     * @return empty for one that we have sent out ourselves: it runs in a circle
     */
    Optional<Passage> ofTrunk(SipRequest invite, String called, String newSession) {
        Optional<String> session = session(invite);
        List<OutgoingLeg> ours =
                out.getOrDefault(session.orElse(""), Set.of()).stream()
                        .filter(leg -> !leg.isOver())
                        .toList();
        if (ours.isEmpty()) {
            return Optional.of(new Passage(session.orElse(newSession), hops(invite), 0));
        }
        int returns =
                1 + ours.stream().mapToInt(leg -> leg.trail.passage().returns()).max().orElse(0);
        boolean circle = ours.stream().anyMatch(leg -> isSameNumber(called, leg.trail.number()));
        if (circle || returns > MAX_RETURNS) {
            LOG.warn("refused: leg {} has come back, {} times now", ours.get(0).id(), returns);
            return Optional.empty();
        }
        return Optional.of(new Passage(session.get(), hops(invite), returns));
    }

    /** Others write numbers their own way: {@code 030…}, {@code +4930…}. */
    static boolean isSameNumber(String one, String other) {
        String a = significant(one);
        String b = significant(other);
        boolean sure = Math.min(a.length(), b.length()) >= SURE_DIGITS;
        return one.equals(other) || sure && (a.endsWith(b) || b.endsWith(a));
    }

    private static String significant(String number) {
        return number.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
    }

    private static Optional<String> session(SipRequest invite) {
        return invite.head()
                .header(Trail.SESSION_ID)
                .map(value -> value.split(";", 2)[0].trim())
                .filter(value -> SESSION.matcher(value).matches() && !value.equals(Trail.NOBODY));
    }

    /** RFC 7332 §4.2: one less than came in; a missing one counts as whole (RFC 3261 §16.6). */
    private static int hops(SipRequest invite) {
        int left = invite.maxForwards() < 0 ? Passage.MAX_HOPS : invite.maxForwards();
        return Math.min(Passage.MAX_HOPS, Math.max(0, left - 1));
    }
}
