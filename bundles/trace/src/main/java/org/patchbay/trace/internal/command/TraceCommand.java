package org.patchbay.trace.internal.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.CallTraces;
import org.patchbay.trace.internal.show.TrailList;

@Service
@Command(
        scope = "pbx",
        name = "trace",
        description =
                "Shows what was said and decided in a call, also after its end; without one, the"
                        + " calls that are kept")
public class TraceCommand implements Action {
    @Argument(
            index = 0,
            name = "CALL",
            description = "Id of the call, or as much of it as makes it unique")
    @Completion(TraceCompleter.class)
    String id;

    @Option(name = "--messages", description = "Messages in full")
    boolean whole;

    @Option(
            name = "--pcap",
            description =
                    "Writes the messages into a file of the server, that must not exist, for"
                            + " Wireshark")
    @Completion(FileCompleter.class)
    String pcap;

    @Reference BundleContext context;

    @Reference Session session;

    @Override
    public Object execute() {
        if (!with(context, this::show)) {
            session.getConsole().println("Not available: the trace is being replaced just now.");
        }
        return null;
    }

    private void show(CallTraces traces) {
        PrintStream out = session.getConsole();
        if (id == null) {
            TrailList.lines(traces.all(), ZoneId.systemDefault()).forEach(out::println);
            return;
        }
        Optional<CallTrace> trail = traces.find(id);
        if (trail.isEmpty()) {
            out.println("No call, or more than one, begins with that id: pbx:trace lists them.");
        } else if (pcap != null) {
            write(traces, trail.get(), out);
        } else {
            traces.ladder(trail.get(), whole, ZoneId.systemDefault()).forEach(out::println);
        }
    }

    private void write(CallTraces traces, CallTrace trail, PrintStream out) {
        try {
            Path file = Path.of(pcap).toAbsolutePath();
            // What people said to each other is nobody else's business.
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            int messages;
            try (OutputStream to =
                    new BufferedOutputStream(
                            Files.newOutputStream(file, StandardOpenOption.WRITE))) {
                messages = traces.capture(trail, to);
            }
            out.println(messages + " messages are in " + file);
        } catch (FileAlreadyExistsException e) {
            out.println("Not written: " + pcap + " is there already.");
        } catch (IOException | InvalidPathException e) {
            out.println("Not written: " + e.getMessage());
        }
    }

    /** False where there are none; then {@code use} did not run. */
    static boolean with(BundleContext context, Consumer<CallTraces> use) {
        ServiceReference<CallTraces> reference = context.getServiceReference(CallTraces.class);
        CallTraces traces = reference == null ? null : context.getService(reference);
        if (traces == null) {
            return false;
        }
        try {
            use.accept(traces);
        } finally {
            context.ungetService(reference);
        }
        return true;
    }
}
