package org.patchbay.call.records.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes with words. */
abstract class WordCompleter implements Completer {
    /** What may stand here. */
    abstract List<String> words();

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(words()).complete(session, line, candidates);
    }
}
