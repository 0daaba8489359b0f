package org.patchbay.itests.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/**
 * A SIP phone in a page of a real browser ({@code peers/browser}): SIP over WebSocket, sound by ICE
 * and DTLS. One call at a time, in which its microphone says its account's tone.
 */
public final class PagePhone implements Ear, AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int RATE_HZ = 48_000;
    private static final int LIMIT_SECONDS = 20;

    private final Agent agent;
    private final String user;
    private double listensSince;
    private int recordings;

    /** Who has written the phone of the page. */
    public enum Library {
        JSSIP,
        SIPJS
    }

    private PagePhone(String user) {
        this.user = user;
        Path folder = Places.work().resolve("page/" + COUNT.incrementAndGet() + "-" + user);
        Path program = Places.peers().resolve("browser/phone.mjs");
        agent = new Agent(user, folder, Programs.phone("node", program.toString()));
    }

    /** Opens a page and waits until its phone is registered. */
    public static PagePhone registered(Server server, String user, Library library) {
        return registered(server, user, library, Tone.of(user).wav(RATE_HZ));
    }

    /**
     * The same with another voice.
     *
     * @param says a WAV for the microphone, in which the account's tone is
     */
    public static PagePhone registered(Server server, String user, Library library, Path says) {
        PagePhone phone = new PagePhone(user);
        String address = server.address("wss");
        try {
            phone.agent.ask(
                    "open",
                    o -> {
                        o.put("library", library.name().toLowerCase(Locale.ROOT));
                        o.put("url", "wss://" + address + "/").put("user", user);
                        o.put("password", server.secret(user));
                        o.put("domain", address.replaceFirst(":.*", ""));
                        o.put("play", says.toString());
                    });
            phone.happens("registered");
        } catch (AssertionError e) {
            phone.close();
            throw e;
        }
        return phone;
    }

    /** The next event of that name, after the one that was waited for last. */
    public JsonNode happens(String event) {
        return agent.ask(
                "wait",
                o -> {
                    o.putArray("events").add(event);
                    o.put("seconds", LIMIT_SECONDS);
                });
    }

    private void press(String name, String... values) {
        agent.ask(
                "press",
                (ObjectNode o) -> {
                    o.put("name", name);
                    List.of(values).forEach(o.putArray("values")::add);
                });
    }

    public void dial(String number) {
        press("call", number);
    }

    public void rings() {
        happens("rings");
    }

    public void answer() {
        press("answer");
    }

    public void talks() {
        happens("confirmed");
    }

    public void keys(String keys) {
        press("press", keys);
    }

    /** Keys by INFO. */
    public void keysByInfo(String keys) {
        press("inform", keys);
    }

    public void hold() {
        press("hold");
        happens("hold");
    }

    public void resume() {
        press("resume");
        happens("unhold");
    }

    public void transfer(String number) {
        press("transfer", number);
    }

    public void hangUp() {
        press("hangUp");
        isOver();
    }

    public void isOver() {
        happens("ended");
    }

    /** It rings no more, for the house has said so; the Reason that it gave, or none. */
    public String isCancelled() {
        return happens("failed").path("reason").asText();
    }

    @Override
    public Tone tone() {
        return Tone.of(user);
    }

    @Override
    public void listen() {
        listensSince = System.currentTimeMillis() / 1000.0;
        agent.ask("listen", o -> {});
    }

    @Override
    public Recording heard(double seconds) {
        Path wav = agent.folder().resolve("heard" + ++recordings + ".wav");
        agent.ask("heard", o -> o.put("seconds", seconds).put("path", wav.toString()));
        return Recording.of(user, wav, listensSince);
    }

    /** Closes the page and the browser. */
    @Override
    public void close() {
        agent.end(10);
    }
}
