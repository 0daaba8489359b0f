package org.patchbay.scripting.internal.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Plan;
import org.patchbay.media.api.MediaEngine.Tone;
import org.patchbay.scripting.internal.plan.PlanException;
import org.patchbay.scripting.internal.plan.PlanReader;
import org.patchbay.scripting.internal.plan.Reasons;

/** Checks what a script wants of its call. Pure, but for the look at prompt files. */
final class VerbReader {
    private static final double MAX_S = 3600;
    private static final double DEFAULT_TONE_DB = -12;
    private static final int MAX_TONES = 100;
    private static final Set<String> NO_ARGUMENT = Set.of("ring", "answer");
    private static final List<String> HOW_MANY =
            List.of("no argument", "one argument only", "two arguments only");
    private static final Set<String> TWO_ARGUMENTS = Set.of("transfer", "dtmf");
    private static final Set<String> TONE_KEYS = Set.of("hz", "ms", "db");
    private static final Set<String> COLLECT_KEYS = Set.of("max", "terminators", "timeoutS");
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{0,16}");

    private final String dialled;
    private final Verb.Prompts prompts;
    private final SteeringReader steering = new SteeringReader();

    VerbReader(String dialled, Verb.Prompts prompts) {
        this.dialled = dialled;
        this.prompts = prompts;
    }

    /**
     * @throws PlanException naming the argument that does not fit
     */
    Verb read(String name, List<?> arguments) {
        count(name, arguments);
        Object first = arguments.isEmpty() ? null : arguments.get(0);
        switch (name) {
            case "ring":
                return Verb.of(name, c -> c.ring());
            case "answer":
                return Verb.of(name, c -> c.answer());
            case "play":
                java.nio.file.Path file = prompts.find(text(first, "play"), "play");
                return Verb.of(name, c -> c.play(file));
            case "tone":
                List<Tone> tones = tones(first);
                return Verb.of(name, c -> c.tone(tones));
            case "collect":
                return collect(first);
            case "echo":
                Duration longest = seconds(first, MAX_S, "echo");
                return Verb.of(name, c -> c.echo(longest));
            case "pause":
                Duration pause = seconds(first, null, "pause");
                return Verb.of(name, c -> c.pause(pause));
            case "dial":
                return dial(first);
            case "join":
                Plan.Ring third = PlanReader.readRing(first, dialled, "join");
                return Verb.of(name, c -> c.join(third).thenApply(o -> Reasons.camel(o.name())));
            case "passTo":
                Plan plan = PlanReader.read(first, dialled, "passTo");
                return new Verb(name, true, c -> c.passTo(plan));
            case "hangup":
                DisconnectCause.Reason reason = Reasons.toHangUp(first, "hangup");
                return new Verb(name, true, c -> c.hangup(reason));
            default:
                return steering.read(name, arguments);
        }
    }

    /** What stands behind the last argument that a verb takes would be lost without a word. */
    private static void count(String name, List<?> arguments) {
        int most = NO_ARGUMENT.contains(name) ? 0 : TWO_ARGUMENTS.contains(name) ? 2 : 1;
        for (int i = most; i < arguments.size(); i++) {
            if (arguments.get(i) != null) {
                throw new PlanException(name, "takes " + HOW_MANY.get(most));
            }
        }
    }

    private Verb dial(Object written) {
        Plan.Ring ring = PlanReader.readRing(written, dialled, "dial");
        return Verb.of(
                "dial", c -> c.dial(ring).thenApply(outcome -> Reasons.camel(outcome.name())));
    }

    private static Verb collect(Object written) {
        Map<?, ?> map = written == null ? Map.of() : map(written, "collect");
        PlanReader.only(map, COLLECT_KEYS, "collect");
        double max = number(map.get("max"), 1.0, 1, 64, "collect.max");
        if (max != Math.rint(max)) {
            throw new PlanException("collect.max", "expected a whole number");
        }
        Object terminators = map.containsKey("terminators") ? map.get("terminators") : "#";
        if (!(terminators instanceof String keys) || !KEYS.matcher(keys).matches()) {
            throw new PlanException("collect.terminators", "expected keys such as '#'");
        }
        Duration timeout = seconds(map.get("timeoutS"), 5.0, "collect.timeoutS");
        return Verb.of("collect", c -> c.collect((int) max, keys, timeout));
    }

    private static List<Tone> tones(Object written) {
        List<Tone> tones = new ArrayList<>();
        if (written instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                tones.add(tone(list.get(i), "tone[" + i + "]"));
            }
        } else {
            tones.add(tone(written, "tone"));
        }
        if (tones.isEmpty() || tones.size() > MAX_TONES) {
            throw new PlanException("tone", "expected 1 to " + MAX_TONES + " tones");
        }
        return List.copyOf(tones);
    }

    private static Tone tone(Object written, String place) {
        Map<?, ?> map = map(written, place);
        PlanReader.only(map, TONE_KEYS, place);
        Object hz = map.containsKey("hz") ? map.get("hz") : List.of();
        List<Double> frequencies = new ArrayList<>();
        for (Object one : hz instanceof List<?> list ? list : List.of(hz)) {
            frequencies.add(number(one, null, 20, 20_000, place + ".hz"));
        }
        if (frequencies.size() > 8) {
            throw new PlanException(place + ".hz", "more than 8 frequencies");
        }
        double level = number(map.get("db"), DEFAULT_TONE_DB, -96, 0, place + ".db");
        int duration = (int) number(map.get("ms"), 1000.0, 10, 3_600_000, place + ".ms");
        return new Tone(frequencies, level, duration);
    }

    private static Duration seconds(Object written, Double standard, String place) {
        return Duration.ofMillis(Math.round(number(written, standard, 0.01, MAX_S, place) * 1000));
    }

    private static double number(
            Object written, Double standard, double least, double most, String place) {
        Object value = written == null ? standard : written;
        if (value instanceof Double number && number >= least && number <= most) {
            return number;
        }
        throw new PlanException(
                place,
                "expected a number, %s to %s, not %s"
                        .formatted(
                                PlanReader.show(least),
                                PlanReader.show(most),
                                PlanReader.show(value)));
    }

    private static Map<?, ?> map(Object written, String place) {
        if (written instanceof Map<?, ?> map) {
            return map;
        }
        throw new PlanException(place, "expected an object, not " + PlanReader.show(written));
    }

    private static String text(Object written, String place) {
        if (written instanceof String text) {
            return text;
        }
        throw new PlanException(place, "expected a text, not " + PlanReader.show(written));
    }
}
