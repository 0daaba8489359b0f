package org.patchbay.console.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.Mix.MixSnapshot;
import org.patchbay.media.api.Mix.Seat;

/**
 * The hub in the middle, everybody around it, and who hears whom. An arrow's head at the hub says
 * that somebody is heard, one at the name that somebody hears:
 *
 * <pre>
 *                                   +---------------+
 *  device:1001  -18 dB ######..  &lt;---&gt;|  mix 48 kHz   |&lt;---  -31 dB ####....  device:1002
 *                                   +---------------+
 * </pre>
 */
public final class MixPicture {
    private static final int MAX_LABEL = 28;

    /** With more than these, who hears whom is told in one sentence. */
    private static final int MAX_LISTED = 8;

    private MixPicture() {}

    /** One who sits at the mix, as drawn. */
    private record Guest(
            String label,
            boolean measured,
            double levelDb,
            boolean muted,
            boolean says,
            boolean hears) {
        String level() {
            if (!measured) {
                return Columns.pad("", 15); // what is relayed is not decoded
            }
            return muted
                    ? Columns.padLeft("muted", 6) + " ........"
                    : Columns.padLeft(Figures.level(levelDb), 6) + " " + Figures.meter(levelDb);
        }
    }

    public static List<String> lines(MixSnapshot mix, List<LegSnapshot> legs) {
        List<Guest> guests = mix.seats().stream().map(s -> guest(mix, s, legs)).toList();
        List<String> lines = new ArrayList<>(picture(mix, guests));
        lines.add("");
        lines.addAll(whoHearsWhom(guests));
        return lines;
    }

    private static Guest guest(MixSnapshot mix, Seat seat, List<LegSnapshot> legs) {
        Optional<LegSnapshot> leg = legs.stream().filter(l -> isOf(seat, l)).findFirst();
        Optional<MediaSessionSnapshot> media = leg.flatMap(LegSnapshot::media);
        String label = leg.map(LegSnapshot::target).orElse(seat.member());
        return new Guest(
                Printable.of(label, MAX_LABEL),
                !mix.relaying() || seat.levelDb() > Figures.SILENCE_DB,
                seat.levelDb(),
                seat.muted(),
                !seat.muted() && media.map(m -> m.direction().receives()).orElse(true),
                media.map(m -> m.direction().sends()).orElse(true));
    }

    static boolean isOf(Seat seat, LegSnapshot leg) {
        return seat.member().equals(leg.id().value())
                || leg.media().map(m -> m.name().equals(seat.member())).orElse(false);
    }

    private static List<String> picture(MixSnapshot mix, List<Guest> guests) {
        String title = mix.relaying() ? "relay" : "mix " + mix.rateHz() / 1000 + " kHz";
        String edge = "+" + "-".repeat(title.length() + 4) + "+";
        int labels = guests.stream().mapToInt(g -> g.label().length()).max().orElse(0);
        String margin = " ".repeat(labels + 24);
        int rows = Math.max(1, (guests.size() + 1) / 2);
        List<String> lines = new ArrayList<>();
        lines.add(margin + edge);
        for (int row = 0; row < rows; row++) {
            String inside = row == (rows - 1) / 2 ? title : "";
            int left = 2 * row;
            lines.add(
                    (left < guests.size() ? left(guests.get(left), labels) : margin)
                            + "|  "
                            + Columns.pad(inside, title.length())
                            + "  |"
                            + (left + 1 < guests.size() ? right(guests.get(left + 1)) : ""));
        }
        lines.add(margin + edge);
        return lines;
    }

    /** As wide as {@code labels} and 24 more. */
    private static String left(Guest g, int labels) {
        return Columns.padLeft(g.label(), labels)
                + "  "
                + g.level()
                + " "
                + (g.hears() ? "<" : "-")
                + "---"
                + (g.says() ? ">" : "-")
                + " ";
    }

    private static String right(Guest g) {
        return " "
                + (g.says() ? "<" : "-")
                + "---"
                + (g.hears() ? ">" : "-")
                + " "
                + g.level()
                + "  "
                + g.label();
    }

    private static List<String> whoHearsWhom(List<Guest> guests) {
        if (guests.isEmpty()) {
            return List.of("Nobody is in it.");
        }
        long speakers = guests.stream().filter(Guest::says).count();
        if (guests.size() > MAX_LISTED) {
            return List.of(
                    guests.size()
                            + " in it, "
                            + speakers
                            + " may be heard; each hears those but not itself.");
        }
        return guests.stream().map(g -> g.label() + " hears " + heardBy(g, guests)).toList();
    }

    private static String heardBy(Guest listener, List<Guest> guests) {
        String others =
                guests.stream()
                        .filter(g -> g != listener && g.says())
                        .map(Guest::label)
                        .collect(Collectors.joining(", "));
        return !listener.hears() || others.isEmpty() ? "nobody" : others;
    }
}
