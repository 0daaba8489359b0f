package org.patchbay.web.internal.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.web.internal.http.Problem;

/** The commands about a call, as JSON: a line for each record of {@link CallCommand}. Pure. */
final class Commands {
    private static final String SEAT = "leg:";
    private static final Field LEG = Field.text("leg", "id of the leg");
    private static final Field TO =
            Field.text(
                    "to",
                    "a number as that leg would dial it, a target such as `user:anna`, or"
                            + " `leg:ID`: whom that leg of another call talks to");

    private static final Field WHERE =
            Field.text(
                    "to",
                    "where that leg goes: a number (of a phone, an app, a room) as it would dial"
                            + " it, or a target such as `user:anna`");

    private static final Field BY =
            Field.text("by", "what rings and then hears; your own phone in the browser if left out")
                    .optional();

    /**
     * @param makes what it becomes
     */
    record Command(
            String name,
            Class<? extends CallCommand> makes,
            List<Field> fields,
            BiFunction<CallId, Ask, CallCommand> read) {}

    static final List<Command> ALL =
            List.of(
                    new Command(
                            "hangup",
                            CallCommand.Hangup.class,
                            List.of(),
                            (call, ask) -> new CallCommand.Hangup(call, Optional.empty())),
                    new Command(
                            "hangup-leg",
                            CallCommand.Hangup.class,
                            List.of(LEG),
                            (call, ask) -> new CallCommand.Hangup(call, Optional.of(leg(ask)))),
                    new Command(
                            "transfer",
                            CallCommand.Transfer.class,
                            List.of(LEG, TO),
                            (call, ask) -> new CallCommand.Transfer(call, leg(ask), to(ask))),
                    new Command(
                            "move",
                            CallCommand.Move.class,
                            List.of(LEG, WHERE),
                            (call, ask) -> new CallCommand.Move(call, leg(ask), to(ask))),
                    new Command(
                            "join",
                            CallCommand.Join.class,
                            List.of(LEG, TO),
                            (call, ask) -> new CallCommand.Join(call, leg(ask), to(ask))),
                    new Command(
                            "hold",
                            CallCommand.Hold.class,
                            List.of(LEG, Field.flag("on", "it waits, or talks again")),
                            (call, ask) -> new CallCommand.Hold(call, leg(ask), ask.flag("on"))),
                    new Command(
                            "mute",
                            CallCommand.Mute.class,
                            List.of(LEG, Field.flag("on", "a room does not hear it, or does")),
                            (call, ask) -> new CallCommand.Mute(call, leg(ask), ask.flag("on"))),
                    new Command(
                            "press",
                            CallCommand.Press.class,
                            List.of(LEG, Field.text("keys", "1 to 32 of 0-9 * # A-D")),
                            (call, ask) -> new CallCommand.Press(call, leg(ask), ask.text("keys"))),
                    new Command(
                            "kick",
                            CallCommand.Kick.class,
                            List.of(LEG),
                            (call, ask) -> new CallCommand.Kick(call, leg(ask))),
                    new Command(
                            "lock",
                            CallCommand.Lock.class,
                            List.of(Field.flag("on", "nobody else gets into the room, or does")),
                            (call, ask) -> new CallCommand.Lock(call, ask.flag("on"))),
                    new Command(
                            "listen",
                            CallCommand.Listen.class,
                            List.of(BY),
                            (call, ask) -> new CallCommand.Listen(call, by(ask))));

    private Commands() {}

    /** What a body may be: one of the commands, each with what it needs. */
    static Map<String, Object> schema() {
        return Map.of("oneOf", ALL.stream().map(Commands::schema).toList());
    }

    private static Map<String, Object> schema(Command command) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("command", Map.of("type", "string", "const", command.name()));
        List<String> required = new ArrayList<>(List.of("command"));
        for (Field f : command.fields()) {
            members.put(f.name(), f.schema());
            if (f.required()) {
                required.add(f.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", command.name());
        schema.putAll(Schemas.object(members, required));
        return schema;
    }

    /** The members of any of them. */
    static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.choice("command", ALL.stream().map(Command::name).toList(), "what to do"));
        for (Command command : ALL) {
            for (Field f : command.fields()) {
                if (fields.stream().noneMatch(g -> g.name().equals(f.name()))) {
                    fields.add(f.optional());
                }
            }
        }
        return fields;
    }

    /**
     * @throws Problem where that is no command
     */
    static CallCommand read(CallId call, Ask ask) {
        String name = ask.text("command");
        Command command =
                ALL.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> Problem.at("command", "there is no command " + name));
        takesAll(command, ask);
        try {
            return command.read().apply(call, ask);
        } catch (IllegalArgumentException e) {
            throw Problem.at("command", e.getMessage());
        }
    }

    /** A hangup of a leg would else be one of the whole call. */
    private static void takesAll(Command command, Ask ask) {
        ask.body()
                .fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!name.equals("command")
                                    && command.fields().stream()
                                            .noneMatch(f -> f.name().equals(name))) {
                                throw Problem.at(name, command.name() + " takes no '" + name + "'");
                            }
                        });
    }

    /**
     * @throws Problem where that can be nobody's name
     */
    static Target target(String at, String text) {
        try {
            return Target.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.at(at, e.getMessage());
        }
    }

    private static LegId leg(Ask ask) {
        return new LegId(ask.text("leg"));
    }

    private static Target by(Ask ask) {
        return ask.body().has("by")
                ? target("by", ask.text("by"))
                : new Target("browser", ask.who().user());
    }

    private static TransferTo to(Ask ask) {
        String to = ask.text("to");
        if (to.startsWith(SEAT)) {
            return new TransferTo.SeatOf(new LegId(to.substring(SEAT.length())));
        }
        return to.indexOf(':') < 0
                ? new TransferTo.Number(to)
                : new TransferTo.Somebody(target("to", to));
    }
}
