package org.patchbay.itests.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Ports;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.sound.Tone;

/**
 * One run of a scenario in {@code peers/sipp}: another independent peer, strict about its script.
 */
public final class Sipp implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 30;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String scenario;
    private final Path folder;
    private final Process process;
    private final Runnable atTheEnd;

    private Sipp(
            Server server,
            String scenario,
            String user,
            String number,
            int port,
            Runnable atTheEnd) {
        this(server, scenario, user, number, Server.HOST, port, atTheEnd);
    }

    private Sipp(
            Server server,
            String scenario,
            String user,
            String number,
            String host,
            int port,
            Runnable atTheEnd) {
        this.scenario = scenario;
        this.atTheEnd = atTheEnd;
        this.folder = Places.work().resolve("sipp/" + COUNT.incrementAndGet() + "-" + scenario);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("fields.csv"),
                    String.format(
                            "SEQUENTIAL%n%s;[authentication username=%s password=%s];none;none%n",
                            user, user, server.secret(user)));
            // Scenarios play this by its literal name: bytes of G.711, no WAV.
            Files.write(folder.resolve("audio.ulaw"), Tone.of(user).ulaw());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process =
                Programs.start(folder, folder.resolve("out"), command(server, number, host, port));
    }

    private List<String> command(Server server, String number, String host, int port) {
        List<String> command = new ArrayList<>(List.of("sipp", server.address()));
        command.addAll(
                List.of("-sf", Places.peers().resolve("sipp/" + scenario + ".xml").toString()));
        command.addAll(List.of("-inf", folder.resolve("fields.csv").toString(), "-m", "1"));
        command.addAll(List.of("-i", host, "-p", "" + port, "-mi", host));
        command.addAll(List.of("-mp", "" + Ports.freeRange(host, 8), "-s", number));
        // Without -timeout_error a scenario that hangs would count as passed.
        command.addAll(
                List.of("-timeout", "" + TIMEOUT_SECONDS, "-timeout_error", "-nostdin", "-nd"));
        command.addAll(List.of("-trace_err", "-error_file", folder.resolve("errors").toString()));
        command.addAll(
                List.of("-trace_msg", "-message_file", folder.resolve("messages").toString()));
        return command;
    }

    /** Is a provider at that address and port: waits for one request of the server's. */
    public static Sipp provider(Server server, String scenario, String host, int port) {
        return new Sipp(server, scenario, "1001", "1001", host, port, () -> {});
    }

    /** Registers an account and waits there for one call, with the scenario. */
    public static Sipp waits(Server server, String scenario, String user) {
        int port = Ports.free(Server.HOST);
        try (Sipp register = new Sipp(server, "uac_register", user, user, port, () -> {})) {
            register.passes();
        }
        return new Sipp(server, scenario, user, user, port, () -> unregister(server, user));
    }

    /** Else the next call to that account would ring the port where nobody is any more. */
    private static void unregister(Server server, String user) {
        try (RawPhone phone = RawPhone.of(server, user)) {
            phone.register(o -> o.put("contact", "*").put("expires", 0));
        }
    }

    /** Calls a number with the scenario. */
    public static Sipp calls(Server server, String scenario, String user, String number) {
        return new Sipp(server, scenario, user, number, Ports.free(Server.HOST), () -> {});
    }

    /** The scenario went through to its end, every message as it says. */
    public void passes() {
        assertTrue(
                Programs.endsWithin(process, TIMEOUT_SECONDS + 5),
                () -> scenario + " hangs: " + trace());
        assertEquals(0, process.exitValue(), () -> scenario + " failed: " + trace());
    }

    private String trace() {
        StringBuilder trace = new StringBuilder();
        for (String name : List.of("out", "errors", "messages")) {
            try {
                String text = Files.readString(folder.resolve(name));
                trace.append(name)
                        .append(":\n")
                        .append(text.substring(Math.max(0, text.length() - 3000)));
            } catch (IOException e) {
                // Then there is none.
            }
        }
        return trace.toString();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            Programs.endsWithin(process, 3);
        }
        atTheEnd.run();
    }
}
