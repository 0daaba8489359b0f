package org.patchbay.itests.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Ports;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;
import org.patchbay.testkit.Eventually;

/**
 * A real phone of another make: linphonec, told what to do as somebody would who types. It has as
 * many calls as it likes and talks in one of them, where it says its account's tone. Its calls are
 * numbered in the order in which they began.
 */
public final class LinphonePhone implements Ear, AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final List<String> CODECS = List.of("PCMU", "PCMA", "telephone-event");

    /** That of its codecs. */
    private static final int HEARD_RATE_HZ = 8000;

    /** It attends to nothing else while somebody types. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** What its log says when a key has been sent, in either form. */
    private static final Pattern SENT =
            Pattern.compile(
                    "Finished sending RFC2833|\\[INFO\\] transaction .* to \\[COMPLETED\\]");

    private final Server server;
    private final Settings settings;
    private final Path folder;
    private final Process process;
    private final LinphoneConsole console;
    private double listensFromSecond;
    private double listensSince;

    /** How it sends keys. */
    public enum Keys {
        EVENTS(1, 0),
        INFO(0, 1),
        BOTH(1, 1);

        private final int events;
        private final int info;

        Keys(int events, int info) {
            this.events = events;
            this.info = info;
        }
    }

    /**
     * @param transport udp, tcp or tls
     * @param trusts the authority that the server's certificate must come from (PEM), for TLS
     * @param srtp whether it insists on it
     */
    public record Settings(
            String user, String transport, Optional<Path> trusts, boolean srtp, Keys keys) {
        public static Settings of(String user) {
            return new Settings(user, "udp", Optional.empty(), false, Keys.EVENTS);
        }

        public Settings over(String otherTransport) {
            return new Settings(user, otherTransport, trusts, srtp, keys);
        }

        public Settings trusting(Authority authority) {
            return new Settings(user, transport, Optional.of(authority.certificate()), srtp, keys);
        }

        public Settings insistingOnSrtp() {
            return new Settings(user, transport, trusts, true, keys);
        }

        public Settings sending(Keys otherKeys) {
            return new Settings(user, transport, trusts, srtp, otherKeys);
        }
    }

    private LinphonePhone(Server server, Settings settings) {
        this.server = server;
        this.settings = settings;
        this.folder =
                Places.work()
                        .resolve("linphone/" + COUNT.incrementAndGet() + "-" + settings.user());
        try {
            Files.createDirectories(folder.resolve(".local/share/linphone"));
            Files.createDirectories(folder.resolve(".config/linphone"));
            Files.deleteIfExists(logFile());
            Files.write(heardFile(), emptyWav());
            Files.writeString(configFile(), config());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command =
                Programs.phone(
                        "linphonec",
                        "-d",
                        "6",
                        "-l",
                        logFile().toString(),
                        "-c",
                        "" + configFile());
        ProcessBuilder phone =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        phone.environment().put("HOME", folder.toString());
        phone.environment().put("XDG_DATA_HOME", folder.resolve(".local/share").toString());
        phone.environment().put("XDG_CONFIG_HOME", folder.resolve(".config").toString());
        process = Programs.start(phone);
        console = new LinphoneConsole(process);
        console.type("soundcard use files");
        console.type("play " + tone().wav(HEARD_RATE_HZ));
        console.type("record " + heardFile());
    }

    /** Starts it and waits until it is registered. */
    public static LinphonePhone registered(Server server, Settings settings) {
        LinphonePhone phone = new LinphonePhone(server, settings);
        try {
            Eventually.holds(Duration.ofSeconds(15), BETWEEN_QUESTIONS, phone::isRegistered);
        } catch (AssertionError e) {
            phone.close();
            throw e;
        }
        return phone;
    }

    private void isRegistered() {
        console.type("status register");
        String state = console.prints("registered[=,].*").group();
        assertTrue(state.startsWith("registered,"), () -> settings + ": " + state);
    }

    private Path configFile() {
        return folder.resolve("linphonerc");
    }

    private Path logFile() {
        return folder.resolve("log");
    }

    private Path heardFile() {
        return folder.resolve("heard.wav");
    }

    /**
     * Its recorder writes a header at the end only, over the first samples, but goes on behind what
     * is there already: the header, and a frame of silence.
     */
    private static byte[] emptyWav() {
        int silence = HEARD_RATE_HZ / 50 * 2;
        ByteBuffer wav = ByteBuffer.allocate(44 + silence).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + silence);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(HEARD_RATE_HZ);
        wav.putInt(HEARD_RATE_HZ * 2).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(silence);
        return wav.array();
    }

    private String config() {
        List<String> lines = new ArrayList<>(sip());
        lines.addAll(account());
        lines.addAll(
                List.of(
                        "[rtp]",
                        "audio_rtp_port=" + Ports.freeRange(Server.HOST, 2),
                        "[sound]",
                        "echocancellation=0",
                        "[video]",
                        "enabled=0",
                        "capture=0",
                        "display=0",
                        "automatically_initiate=0",
                        "automatically_accept=0",
                        "[misc]",
                        "add_missing_audio_codecs=0"));
        for (String codec : CODECS) {
            lines.add("[audio_codec_" + CODECS.indexOf(codec) + "]");
            lines.addAll(
                    List.of("mime=" + codec, "rate=" + HEARD_RATE_HZ, "channels=1", "enabled=1"));
        }
        return String.join("\n", lines) + "\n";
    }

    private List<String> sip() {
        // With a bind address or without TCP it has no listening point at all.
        int port = Ports.free(Server.HOST);
        return List.of(
                "[sip]",
                "sip_port=" + port,
                "sip_tcp_port=" + port,
                "sip_tls_port=-1",
                "use_ipv6=0",
                "guess_hostname=0",
                "default_proxy=0",
                "root_ca=" + settings.trusts().map(Path::toString).orElse(""),
                "verify_server_certs=1",
                "verify_server_cn=1",
                "media_encryption=" + (settings.srtp() ? "srtp" : "none"),
                "media_encryption_mandatory=" + (settings.srtp() ? 1 : 0),
                "use_rfc2833=" + settings.keys().events,
                "use_info=" + settings.keys().info);
    }

    private List<String> account() {
        String proxy = server.address(settings.transport());
        return List.of(
                "[auth_info_0]",
                "username=" + settings.user(),
                "passwd=" + server.secret(settings.user()),
                "[proxy_0]",
                "reg_proxy=<sip:" + proxy + ";transport=" + settings.transport() + ">",
                "reg_identity=sip:" + settings.user() + "@" + proxy,
                "reg_expires=60",
                "reg_sendregister=1",
                "publish=0");
    }

    private String uri(String number) {
        String transport = settings.transport();
        return "sip:" + number + "@" + server.address(transport) + ";transport=" + transport;
    }

    /** Calls; the call's number. */
    public int dial(String number) {
        console.type("call " + uri(number));
        return number("Establishing call id to .*, assigned id (\\d+)");
    }

    /** A call comes; its number. */
    public int rings() {
        return number("Receiving new incoming call from .*, assigned id (\\d+)");
    }

    /** Whom it calls rings. */
    public void isRinging(int call) {
        console.prints("Call " + call + " to .* ringing");
    }

    private int number(String regex) {
        return Integer.parseInt(console.prints(regex).group(1));
    }

    public void answer(int call) {
        console.type("answer " + call);
    }

    /** The call is answered, or resumed, and its tone sounds. */
    public void talks(int call) {
        console.prints("Media streams established with .* for call " + call + " ");
    }

    /** Its button for hold, in the call in which it talks. */
    public void hold(int call) {
        console.type("pause");
        console.prints("Call " + call + " with .* is now paused");
    }

    /** Takes back a call that it holds. */
    public void resume(int call) {
        console.type("resume " + call);
        talks(call);
    }

    /** Its button for a blind transfer. */
    public void transfer(int call, String number) {
        console.type("transfer " + call + " " + uri(number));
    }

    /** Its button for an attended transfer: the other two shall talk. */
    public void transfer(int call, int other) {
        console.type("transfer " + call + " --to-call " + other);
    }

    /**
     * One after the other, as somebody does who waits for each: it rests for a second with a key,
     * and would say what it queued meanwhile long after, when it is no longer the same press.
     */
    public void press(String keys) {
        for (String key : keys.split("")) {
            long sent = sent() + settings.keys().events + settings.keys().info;
            console.type(key);
            Eventually.holds(
                    Eventually.LIMIT,
                    BETWEEN_LOOKS,
                    () -> assertTrue(sent() >= sent, () -> key + " is not sent"));
        }
    }

    private long sent() {
        try {
            String log = Files.readString(logFile(), StandardCharsets.ISO_8859_1);
            return SENT.matcher(log).results().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void hangUp(int call) {
        console.type("terminate " + call);
    }

    /** At whatever time, for of two calls either may end first. */
    public void isOver(int call) {
        String end = "Call " + call + " with .* (?:ended|error)";
        Eventually.holds(
                Duration.ofSeconds(15),
                () -> assertTrue(!console.printed(end).isEmpty(), console::evidence));
    }

    /** The keys that it was told of. */
    public String keysHeard() {
        return String.join(
                "",
                console.printed("Receiving tone").stream()
                        .map(line -> line.replaceFirst(".*Receiving tone (.) from.*", "$1"))
                        .toList());
    }

    @Override
    public Tone tone() {
        return Tone.of(settings.user());
    }

    @Override
    public void listen() {
        listensFromSecond =
                Eventually.value(Duration.ofSeconds(5), () -> Recording.secondsIn(heardFile()));
        listensSince = System.currentTimeMillis() / 1000.0;
    }

    @Override
    public Recording heard(double seconds) {
        Eventually.holds(
                Duration.ofMillis((long) (seconds * 1000) + 3000),
                () -> {
                    double there = Recording.secondsIn(heardFile()) - listensFromSecond;
                    assertTrue(
                            there >= seconds,
                            () -> settings.user() + " heard only " + there + " s");
                });
        return Recording.of(settings.user(), heardFile(), listensSince - listensFromSecond)
                .part(listensFromSecond, seconds, listensSince);
    }

    @Override
    public void close() {
        console.quit();
        Programs.endsWithin(process, 5);
    }
}
