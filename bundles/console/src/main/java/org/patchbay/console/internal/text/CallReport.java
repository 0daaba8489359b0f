package org.patchbay.console.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.sdp.Direction;

/** All about one call. */
public final class CallReport {
    private static final int MAX_LINE = 160;

    private CallReport() {}

    public static List<String> lines(CallSnapshot c, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("call        " + c.id());
        lines.add("from        " + c.caller());
        lines.add("to          " + c.called() + c.room().map(r -> " (room " + r + ")").orElse(""));
        lines.add("state       " + c.state() + ", " + times(c, now));
        lines.add("decided by  " + (c.decidedBy().isEmpty() ? "nobody yet" : c.decidedBy()));
        c.reasons().forEach(r -> lines.add("            - " + r));
        lines.replaceAll(l -> Printable.of(l, MAX_LINE));
        lines.add("");
        lines.addAll(legs(c.legs()));
        c.mix()
                .ifPresent(
                        mix -> {
                            lines.add("");
                            lines.addAll(MixPicture.lines(mix, c.legs()));
                        });
        return lines;
    }

    private static String times(CallSnapshot c, Instant now) {
        String up = "up " + Figures.duration(Duration.between(c.startedAt(), now));
        return c.answeredAt()
                .map(a -> up + ", answered " + Figures.duration(Duration.between(a, now)) + " ago")
                .orElse(up + ", not answered");
    }

    private static List<String> legs(List<LegSnapshot> legs) {
        if (legs.isEmpty()) {
            return List.of("No legs.");
        }
        Columns who = new Columns("LEG", "", "WHO", "STATE", "ADDRESS");
        Columns media =
                new Columns(
                        "LEG",
                        "CODEC",
                        "SAYS",
                        "HEARS",
                        "LOST",
                        "LATE",
                        "CONCEALED",
                        "JITTER",
                        "PLAYOUT",
                        "ROUND TRIP",
                        "MEDIA");
        boolean anyMedia = false;
        for (LegSnapshot leg : legs) {
            who.row(
                    leg.id().value(),
                    leg.incoming() ? "in" : "out",
                    leg.target(),
                    leg.state(),
                    leg.address());
            anyMedia |= leg.media().isPresent();
            leg.media().ifPresent(m -> media(media, leg, m));
        }
        List<String> lines = new ArrayList<>(who.lines());
        if (anyMedia) {
            lines.add("");
            lines.addAll(media.lines());
        }
        return lines;
    }

    /** Who of both does not want to hear the other. */
    private static String hold(MediaSessionSnapshot m) {
        if (!m.held()) {
            return "";
        }
        return m.direction() == Direction.SENDONLY ? " on hold" : " holds";
    }

    private static void media(Columns table, LegSnapshot leg, MediaSessionSnapshot m) {
        table.row(
                leg.id().value(),
                m.codec().isEmpty() ? "none yet" : m.codec(),
                Figures.level(m.levelInDb()),
                Figures.level(m.levelOutDb()),
                Figures.share(m.lost(), m.packetsReceived()),
                Long.toString(m.late()),
                Long.toString(m.concealedFrames()),
                Figures.ms(m.jitterMs()),
                Figures.ms(m.playoutMs()),
                Figures.ms(m.roundTripMs()),
                m.direction().attribute()
                        + hold(m)
                        + " "
                        + m.local()
                        + " - "
                        + m.remote()
                        + (m.srtp().isEmpty() ? "" : ", " + m.srtp())
                        + (m.srtpRefused() > 0 ? ", not genuine " + m.srtpRefused() : "")
                        + (m.strangers() > 0 ? ", strangers " + m.strangers() : ""));
    }
}
