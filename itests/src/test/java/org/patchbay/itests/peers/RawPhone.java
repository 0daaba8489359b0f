package org.patchbay.itests.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.sound.Tone;

/**
 * The raw agent {@code peers/agent.py} as a phone: shows every header, and does what no real phone
 * would. Each is a process of its own, so that its sound keeps time.
 */
public final class RawPhone implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Agent agent;
    private final String user;
    private final Tone tone;
    private String address = "";

    /**
     * @param within words before its command, such as those of another network
     */
    private RawPhone(String user, Tone tone, List<String> within) {
        this.user = user;
        this.tone = tone;
        List<String> command = new ArrayList<>(within);
        command.addAll(Programs.phone("python3", Places.peers().resolve("agent.py").toString()));
        Path folder = Places.work().resolve("raw/" + COUNT.incrementAndGet() + "-" + user);
        agent = new Agent(user, folder, command);
    }

    /** A phone with an account of the server, not yet registered; says the account's tone. */
    public static RawPhone of(Server server, String user) {
        return of(server, user, options -> {});
    }

    /**
     * @param options sets more of what the agent's {@code open} takes, as {@code transport}, {@code
     *     answer_after} (seconds), {@code reject} (a status)
     */
    public static RawPhone of(Server server, String user, Consumer<ObjectNode> options) {
        return open(
                server.address(),
                user,
                Tone.of(user),
                List.of(),
                o -> {
                    o.put("password", server.secret(user));
                    options.accept(o);
                });
    }

    /** A peer without an account, such as a trunk's other side, at an address of its own. */
    public static RawPhone peer(String serverAddress, String user, Tone tone, String bind) {
        return peer(serverAddress, user, tone, bind, List.of());
    }

    /** The same in another network. */
    public static RawPhone peer(
            String serverAddress, String user, Tone tone, String bind, List<String> within) {
        return open(serverAddress, user, tone, within, o -> o.put("bind", bind));
    }

    private static RawPhone open(
            String serverAddress,
            String user,
            Tone tone,
            List<String> within,
            Consumer<ObjectNode> options) {
        RawPhone phone = new RawPhone(user, tone, within);
        JsonNode at =
                phone.ask(
                        "open",
                        o -> {
                            o.put("server", serverAddress).put("user", user);
                            o.put("play", tone.loop().toString());
                            o.put("trace", phone.folder().resolve("trace").toString());
                            options.accept(o);
                        });
        phone.address = at.get("host").asText() + ":" + at.get("port").asText();
        return phone;
    }

    public String user() {
        return user;
    }

    public Tone tone() {
        return tone;
    }

    /** Where it can be reached: {@code host:port}. */
    public String address() {
        return address;
    }

    /** Registers for a minute, which must succeed. */
    public RawPhone registered() {
        SipMessage response = register(60);
        assertEquals(200, response.code(), () -> user + " registers: " + response);
        return this;
    }

    /** The final response to a REGISTER, with credentials where it was asked for them. */
    public SipMessage register(int expiresSeconds) {
        return message(ask("register", o -> o.put("expires", expiresSeconds)));
    }

    public SipMessage register(Consumer<ObjectNode> options) {
        return message(ask("register", options));
    }

    /**
     * Sends the last REGISTER once more as a new request with the same credentials: same nonce,
     * same count.
     */
    public SipMessage replayRegister() {
        return message(ask("replay_register", o -> {}));
    }

    /** A request outside of a call, to the server itself. */
    public SipMessage request(String method, String headers, boolean withCredentials) {
        return message(
                ask(
                        "request",
                        o ->
                                o.put("method", method)
                                        .put("headers", headers)
                                        .put("auth", withCredentials)));
    }

    /** A request outside of a call about a number, with credentials where it is asked for them. */
    public SipMessage request(String method, String number, String headers) {
        return message(
                ask(
                        "request",
                        o -> o.put("method", method).put("uri", number).put("headers", headers)));
    }

    /** Calls and waits for the final response, with credentials where it was asked for them. */
    public RawCall call(String to) {
        return call(to, o -> {});
    }

    /** Calls and returns as soon as it rings. */
    public RawCall ring(String to) {
        return call(to, o -> o.put("wait", false));
    }

    /**
     * @param options what the agent's {@code call} takes: {@code codecs}, {@code headers}, {@code
     *     offerless}, {@code wait}
     */
    public RawCall call(String to, Consumer<ObjectNode> options) {
        JsonNode answer =
                ask(
                        "call",
                        o -> {
                            o.put("to", to);
                            options.accept(o);
                        });
        JsonNode response = answer.get("response");
        return new RawCall(
                this,
                answer.get("call").asInt(),
                response.isNull() ? null : SipMessage.of(response));
    }

    /** The first call that came in, or comes within ten seconds. */
    public RawCall incoming() {
        return incoming(1);
    }

    public RawCall incoming(int number) {
        JsonNode answer = ask("incoming", o -> o.put("n", number));
        return new RawCall(this, answer.get("call").asInt(), SipMessage.of(answer.get("request")));
    }

    /** What came so far with that method, or in response to it. */
    public List<SipMessage> inbox(String method) {
        return messages(ask("inbox", o -> o.put("method", method)));
    }

    /** Ends its calls, takes its registration back, and ends. */
    @Override
    public void close() {
        try {
            if (agent.isAlive()) {
                ask("close", o -> {});
            }
        } catch (AssertionError e) {
            // It ends all the same, below.
        }
        agent.end(3);
    }

    /** Disappears without a word, as by a power cut. */
    public void vanish() {
        agent.vanish();
    }

    Path folder() {
        return agent.folder();
    }

    JsonNode ask(String op, Consumer<ObjectNode> arguments) {
        return agent.ask(op, arguments);
    }

    /** A response that must have come. */
    static SipMessage message(JsonNode json) {
        if (json.isNull()) {
            throw new AssertionError("no final response came");
        }
        return SipMessage.of(json);
    }

    static List<SipMessage> messages(JsonNode json) {
        List<SipMessage> messages = new ArrayList<>();
        json.forEach(m -> messages.add(SipMessage.of(m)));
        return messages;
    }
}
