package org.patchbay.scripting.internal.engine;

import java.time.Duration;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * One JavaScript world: a context, our prelude in it, and the script's exports. One thread at a
 * time, whichever it is; the lane that owns it sees to that.
 */
public final class Realm implements AutoCloseable {
    /** For evaluating our own prelude on a cold engine. */
    static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final String script;
    private final Context context;
    private final Guard guard;
    private final Value api;
    private final Runnable end;
    private Value exports;
    private Desk desk = Desk.CLOSED;
    private boolean lost;

    /**
     * @param end ends the context
     */
    Realm(String script, Context context, Guard guard, Source prelude, Runnable end) {
        this.script = script;
        this.context = context;
        this.guard = guard;
        this.end = end;
        ProxyExecutable lookup = args -> desk.lookup(text(args, 0), text(args, 1));
        ProxyExecutable log =
                args -> {
                    desk.log(text(args, 0));
                    return null;
                };
        this.api =
                enter(START_LIMIT, Desk.CLOSED, () -> context.eval(prelude).execute(lookup, log));
    }

    private static String text(Value[] args, int index) {
        return args.length > index && args[index].isString() ? args[index].asString() : "";
    }

    /**
     * Runs {@code body} inside, on this thread.
     *
     * @param limit after which it is stopped
     * @throws ScriptFailure for whatever goes wrong in the script
     */
    public <T> T enter(Duration limit, Desk atTheDesk, Supplier<T> body) {
        Guard.Watch watch = guard.watch(context, limit);
        try {
            desk = atTheDesk;
            context.enter();
            try {
                return body.get();
            } finally {
                context.leave();
            }
        } catch (PolyglotException e) {
            throw explain(e, watch, limit);
        } catch (IllegalStateException | ThreadDeath e) {
            // The engine's words for a context that is being closed: the second is for whoever
            // has just come in, and is no end of the thread.
            lost = true;
            throw new ScriptFailure(ScriptFailure.Kind.CLOSED, script, 0, 0, "is closed");
        } finally {
            desk = Desk.CLOSED;
            watch.close();
            lost |= watch.lost();
            Thread.interrupted(); // a stop may have left the mark on this thread
        }
    }

    private ScriptFailure explain(PolyglotException e, Guard.Watch watch, Duration limit) {
        lost |= e.isCancelled() || e.isInternalError();
        if (watch.verdict() == null || !(e.isInterrupted() || e.isCancelled())) {
            return ScriptFailure.of(e, script);
        }
        ScriptFailure where = ScriptFailure.of(e, script);
        String why =
                watch.verdict() == ScriptFailure.Kind.MEMORY
                        ? "stopped because it allocated too much memory"
                        : "stopped after " + limit.toMillis() + " ms";
        return new ScriptFailure(watch.verdict(), script, where.line(), where.column(), why);
    }

    /** Evaluates the script's module; only while entered. */
    public void load(Source module) {
        exports = context.eval(module);
    }

    /** Evaluates some other source; only while entered. */
    public Value evaluate(Source source) {
        return context.eval(source);
    }

    /** The script's export of that name, null where there is none; only while entered. */
    public Value export(String name) {
        Value value = exports == null ? null : exports.getMember(name);
        return value == null || value.isNull() ? null : value;
    }

    /** All exports; only while entered. */
    public Value exports() {
        return exports;
    }

    /** A function of the prelude; only while entered. */
    public Value api(String name) {
        return api.getMember(name);
    }

    public String script() {
        return script;
    }

    /** Whether it broke and must be replaced. */
    public boolean lost() {
        return lost;
    }

    @Override
    public void close() {
        end.run();
    }
}
