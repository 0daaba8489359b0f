package org.patchbay.scripting.internal.call;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallControl.Side;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.scripting.internal.plan.PlanException;
import org.patchbay.scripting.internal.plan.PlanReader;

/** Checks the verbs by which a script moves who is in its call: by a side, not by a plan. Pure. */
final class SteeringReader {
    private static final Set<String> TRANSFER_KEYS = Set.of("leaves");
    private static final Map<String, Side> SIDES =
            Map.of("caller", Side.CALLER, "peer", Side.PEER, "third", Side.THIRD);

    /**
     * @throws PlanException naming the argument that does not fit
     */
    Verb read(String name, List<?> arguments) {
        Object first = arguments.isEmpty() ? null : arguments.get(0);
        Object second = arguments.size() < 2 ? null : arguments.get(1);
        switch (name) {
            case "hold":
                Side waits = side(first, Side.CALLER, "hold");
                return Verb.of(name, c -> c.hold(waits));
            case "resume":
                Side waited = side(first, Side.CALLER, "resume");
                return Verb.of(name, c -> c.resume(waited));
            case "drop":
                Side dropped = side(first, Side.THIRD, "drop");
                return Verb.of(name, c -> c.drop(dropped));
            case "dtmf":
                String keys = keys(first);
                Side hears = side(second, Side.PEER, "dtmf");
                return Verb.of(name, c -> c.press(hears, keys));
            case "transfer":
                return transfer(first, second);
            default:
                throw new PlanException(name, "there is no such verb");
        }
    }

    private static Verb transfer(Object first, Object second) {
        TransferTo to = to(first);
        Side leaves = Side.PEER;
        if (second != null) {
            if (!(second instanceof Map<?, ?> map)) {
                throw new PlanException(
                        "transfer", "expected an object, not " + PlanReader.show(second));
            }
            PlanReader.only(map, TRANSFER_KEYS, "transfer");
            leaves = side(map.get("leaves"), Side.PEER, "transfer.leaves");
        }
        Side gone = leaves;
        return new Verb("transfer", true, c -> c.transfer(to, gone));
    }

    /** A number as the caller would dial it, or a target. */
    private static TransferTo to(Object written) {
        if (!(written instanceof String text)) {
            throw new PlanException(
                    "transfer", "expected a number or a target, not " + PlanReader.show(written));
        }
        try {
            return text.indexOf(':') < 0
                    ? new TransferTo.Number(text)
                    : new TransferTo.Somebody(Target.parse(text));
        } catch (IllegalArgumentException e) {
            throw new PlanException("transfer", e.getMessage());
        }
    }

    private static String keys(Object written) {
        if (!(written instanceof String keys)) {
            throw new PlanException("dtmf", "expected keys, not " + PlanReader.show(written));
        }
        try {
            CallCommand.Press.requireKeys(keys);
            return keys;
        } catch (IllegalArgumentException e) {
            throw new PlanException("dtmf", e.getMessage());
        }
    }

    private static Side side(Object written, Side standard, String place) {
        if (written == null) {
            return standard;
        }
        Side side = written instanceof String name ? SIDES.get(name) : null;
        if (side == null) {
            throw new PlanException(
                    place, "expected 'caller', 'peer' or 'third', not " + PlanReader.show(written));
        }
        return side;
    }
}
