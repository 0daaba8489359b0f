package org.patchbay.console.internal.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.Target;
import org.patchbay.console.internal.text.Printable;

/**
 * What all commands share. Services are looked up at each run, so that the commands are there, and
 * say what is missing, while any other part is away.
 */
abstract class HouseCommand implements Action {
    private static final int ANSWER_WITHIN_S = 10;

    @Reference BundleContext context;

    @Reference Session session;

    final PrintStream out() {
        return session.getConsole();
    }

    final void print(List<String> lines) {
        lines.forEach(out()::println);
    }

    /** Runs {@code use}, or says that {@code what} is away. */
    final <T> void with(Class<T> type, String what, Consumer<T> use) {
        if (!Services.use(context, type, use)) {
            out().println("Not available: there is no " + what + " just now.");
        }
    }

    final void withHub(Consumer<CallHub> use) {
        with(CallHub.class, "call hub", use);
    }

    /** A target, or a device alone; says so where it is none. */
    final Optional<Target> target(String text) {
        try {
            return Optional.of(Target.parse(text.indexOf(':') < 0 ? "device:" + text : text));
        } catch (IllegalArgumentException e) {
            out().println(e.getMessage());
            return Optional.empty();
        }
    }

    /** Says what became of the command, or {@code done} where it was carried out. */
    final void execute(CallHub hub, CallCommand command, String done) {
        try {
            CommandResult result =
                    hub.execute(command)
                            .toCompletableFuture()
                            .get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
            out().println(
                            result instanceof CommandResult.Refused refused
                                    ? "Refused: " + Printable.of(refused.reason(), 200)
                                    : done + " " + ((CommandResult.Done) result).call());
        } catch (TimeoutException e) {
            out().println("The call hub gave no answer within " + ANSWER_WITHIN_S + " s.");
        } catch (ExecutionException e) {
            out().println("Failed: " + Printable.of(String.valueOf(e.getCause()), 200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
