package org.patchbay.itests.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SignIns;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/**
 * Somebody in front of the softphone of our pages in a real browser ({@code
 * peers/browser/softphone.mjs}): sees what they show, clicks and types; the microphone says the
 * account's tone. A call is meant by whom it is with, as the page names him.
 */
public final class Softphone implements Ear, AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int RATE_HZ = 48_000;
    private static final double SHOWN_WITHIN_SECONDS = 10;
    private static final String INCOMING = "Incoming call: ";

    private final Agent agent;
    private final String number;
    private double listensSince;
    private int recordings;

    private Softphone(String number, List<String> within) {
        this.number = number;
        Path folder = Places.work().resolve("softphone/" + COUNT.incrementAndGet() + "-" + number);
        Path program = Places.peers().resolve("browser/softphone.mjs");
        List<String> command = new ArrayList<>(within);
        command.addAll(Programs.phone("node", program.toString()));
        agent = new Agent(user(number), folder, command);
    }

    /** The demo directory's user who has that number. */
    public static String user(String number) {
        return "u" + number;
    }

    /** Opens a browser and signs in on the login page. */
    public static Softphone signedIn(Server server, String number) {
        return signedIn(server, number, List.of());
    }

    /**
     * The same with another voice.
     *
     * @param says a WAV for the microphone, in which the account's tone is
     */
    public static Softphone signedIn(Server server, String number, Path says) {
        return signedIn(server, number, says, List.of());
    }

    /**
     * The same in another network.
     *
     * @param within words before the browser's command
     */
    public static Softphone signedIn(Server server, String number, List<String> within) {
        return signedIn(server, number, Tone.of(number).wav(RATE_HZ), within);
    }

    private static Softphone signedIn(
            Server server, String number, Path says, List<String> within) {
        Softphone phone = new Softphone(number, within);
        try {
            phone.agent.ask(
                    "open",
                    o -> {
                        o.put("url", server.web()).put("user", user(number));
                        o.put("password", SignIns.password(user(number)));
                        o.put("play", says.toString());
                    });
        } catch (AssertionError e) {
            phone.close();
            throw e;
        }
        return phone;
    }

    /** Closes the page and opens another one, which has nothing of it. */
    public void anew() {
        agent.ask("tab", o -> o.put("user", user(number)));
    }

    /** Loads the page anew; returns as soon as it is connected. */
    public void reload() {
        agent.ask("reload", o -> o.put("user", user(number)));
    }

    /** Types it where nothing has the focus, and Enter. */
    public void dial(String to) {
        type(to);
        key("Enter");
    }

    public void type(String text) {
        agent.ask("type", o -> o.put("text", text));
    }

    public void key(String key) {
        agent.ask("key", o -> o.put("key", key));
    }

    /** A button of the call with somebody. */
    public void press(String who, String button) {
        agent.ask("press", o -> o.put("where", who).put("name", button));
    }

    /** A button wherever it is. */
    public void press(String button) {
        press("", button);
    }

    /** To a page of the house, as Now. */
    public void go(String to) {
        agent.ask("go", o -> o.put("name", to));
    }

    /** A part of the page House, as Scripts. */
    public void part(String name) {
        agent.ask("part", o -> o.put("name", name));
    }

    /** An item of the menu that is open. */
    public void choose(String item) {
        agent.ask("choose", o -> o.put("name", item));
    }

    public void fill(String label, String text) {
        agent.ask("fill", o -> o.put("label", label).put("text", text));
    }

    /** An address of the house that no link leads to. */
    public void visit(String path) {
        agent.ask("visit", o -> o.put("path", path));
    }

    /**
     * What axe finds wrong with what the page shows.
     *
     * @param theme {@code light} or {@code dark}
     */
    public List<String> axe(String theme) {
        return texts(agent.ask("axe", o -> o.put("theme", theme)));
    }

    /**
     * @param use Microphone, Speaker or Ringer
     */
    public void select(String use, String device) {
        agent.ask("select", o -> o.put("name", use).put("option", device));
    }

    public String selected(String use) {
        return agent.ask("selected", o -> o.put("name", use)).asText();
    }

    /** From now on that microphone says another tone than the account's. */
    public void saysBy(String microphone, Tone tone) {
        device("say", w -> w.add(microphone).add(tone.frequencyHz()));
    }

    public void unplug(String device) {
        device("unplug", w -> w.add(device));
    }

    public void plug(String device) {
        device("plug", w -> w.add(device));
    }

    /** Microphones that are open. */
    public List<String> microphones() {
        return texts(device("microphones", w -> {}));
    }

    /** Speakers by which something is played, for each element one. */
    public List<String> speakers() {
        return texts(device("speakers", w -> {}));
    }

    /** Another window is before it, as far as the page knows. */
    public void isHidden() {
        device("hide", w -> {});
    }

    /** Titles of notifications that are shown. */
    public List<String> notified() {
        return texts(device("notified", w -> {}));
    }

    /** Clicks on what is notified; says how often the page came to the front by that. */
    public int followsNotification() {
        return device("click", w -> {}).asInt();
    }

    /** Lets the page do that, and nothing else that is to be asked for. */
    public void permit(String... what) {
        agent.ask("permit", o -> List.of(what).forEach(o.withArray("what")::add));
    }

    private JsonNode device(String does, Consumer<ArrayNode> values) {
        return agent.ask("device", o -> values.accept(o.put("does", does).putArray("with")));
    }

    /** What a meter of a call says, in dB. */
    public int level(String call, String leg) {
        return agent.ask("figure", o -> o.put("where", call).put("name", "Level " + leg)).asInt();
    }

    /** What is told of the pictures of a call to those who cannot see them. */
    public String pictures(String call) {
        return agent.ask("picture", o -> o.put("where", call)).toString();
    }

    public void rings(String who) {
        sees(INCOMING + who, "Incoming call");
    }

    public void answer(String who) {
        press(INCOMING + who, "Answer");
    }

    public void decline(String who) {
        press(INCOMING + who, "Decline");
    }

    /** It does not ring any more. */
    public void isQuiet(String who, double withinSeconds) {
        agent.ask("gone", o -> o.put("where", INCOMING + who).put("seconds", withinSeconds));
    }

    /** It shows how long the call has been up. */
    public void talks(String who) {
        sees(who, "\\d:\\d\\d");
    }

    /** Returns when the house has done it, and it could be held again. */
    public void resume(String who) {
        press(who, "Resume");
        isResumed(who);
    }

    public void isResumed(String who) {
        sees(who, "^Hold$");
    }

    public void hangUp(String who) {
        press(who, "Hang up");
    }

    /**
     * A text of the call with somebody, or of the whole page.
     *
     * @param who empty for the page
     * @param text a regular expression
     */
    public void sees(String who, String text) {
        agent.ask(
                "sees",
                o -> o.put("where", who).put("text", text).put("seconds", SHOWN_WITHIN_SECONDS));
    }

    public void seesIncoming(String who, String text) {
        sees(INCOMING + who, text);
    }

    /** It shows that it is connected to the house. */
    public void isConnected() {
        sees("", "^" + user(number) + "$");
    }

    /** What the page has complained of, and what it has fetched from elsewhere. */
    public List<String> problems() {
        return texts(agent.ask("problems", o -> {}));
    }

    private static List<String> texts(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(text -> all.add(text.asText()));
        return all;
    }

    @Override
    public Tone tone() {
        return Tone.of(number);
    }

    @Override
    public void listen() {
        listensSince = System.currentTimeMillis() / 1000.0;
        agent.ask("listen", o -> {});
    }

    @Override
    public Recording heard(double seconds) {
        Path wav = agent.folder().resolve("heard" + ++recordings + ".wav");
        Consumer<ObjectNode> options = o -> o.put("seconds", seconds).put("path", wav.toString());
        agent.ask("heard", options);
        return Recording.of(user(number), wav, listensSince);
    }

    /** Closes the browser. */
    @Override
    public void close() {
        agent.end(10);
    }

    /** The browser is killed. */
    public void vanish() {
        agent.vanish();
    }
}
