package org.patchbay.itests.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.patchbay.itests.server.Programs;

/**
 * A peer that is a process of its own, so that its sound keeps time, and does what it is told: one
 * JSON object a line, and one back. It ends where nobody asks any more.
 */
final class Agent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path folder;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    /**
     * @param folder that is its own
     */
    Agent(String name, Path folder, List<String> command) {
        this.name = name;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProcessBuilder agent =
                new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile());
        agent.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        process = Programs.start(agent);
        in =
                new BufferedWriter(
                        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Path folder() {
        return folder;
    }

    synchronized JsonNode ask(String op, Consumer<ObjectNode> arguments) {
        ObjectNode question = JSON.createObjectNode().put("op", op);
        arguments.accept(question);
        try {
            in.write(JSON.writeValueAsString(question));
            in.newLine();
            in.flush();
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError(name + "'s agent ended: " + errors());
            }
            JsonNode answer = JSON.readTree(line);
            if (!answer.get("ok").asBoolean()) {
                throw new AssertionError(
                        name + " " + question + ": " + answer.get("error").asText());
            }
            return answer.get("result");
        } catch (IOException e) {
            throw new AssertionError(name + "'s agent: " + errors(), e);
        }
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException e) {
            return "";
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Nobody asks any more. */
    void end(int withinSeconds) {
        try {
            in.close();
        } catch (IOException e) {
            // It ends all the same, below.
        }
        Programs.endsWithin(process, withinSeconds);
    }

    /** At once, and without a word to anybody. */
    void vanish() {
        Programs.endsWithin(process, 0);
    }
}
