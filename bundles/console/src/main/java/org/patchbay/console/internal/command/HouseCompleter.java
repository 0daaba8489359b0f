package org.patchbay.console.internal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;

/** Completes with words of a service; with none while that is away. */
abstract class HouseCompleter implements Completer {
    @Reference BundleContext context;

    /** What may stand here. */
    abstract List<String> words(CommandLine line);

    final <T> List<String> from(Class<T> type, Function<T, List<String>> words) {
        List<String> found = new ArrayList<>();
        Services.useAll(context, type, service -> found.addAll(words.apply(service)));
        return found;
    }

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(words(line)).complete(session, line, candidates);
    }
}
