package org.patchbay.itests.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Ports;
import org.patchbay.itests.server.Programs;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;
import org.patchbay.testkit.Eventually;

/**
 * A real phone: baresip without a head, driven over its control port. It says its account's tone,
 * and keeps what it hears in a file.
 *
 * <p>Its recording ends at the first re-INVITE and leaves out what was lost on the wire: {@link
 * RawCall} is the judge of hold and of gaps.
 */
public final class BaresipPhone implements Ear, AutoCloseable {
    /** baresip matches a codec only by its full name; one wrong name and it ignores the list. */
    private static final Map<String, String> CODECS =
            Map.of(
                    "PCMU", "PCMU/8000/1",
                    "PCMA", "PCMA/8000/1",
                    "G722", "G722/16000/1",
                    "opus", "opus/48000/2");

    private static final List<String> MODULES =
            List.of("opus", "g722", "g711", "srtp", "sndfile", "aufile", "ausine", "aubridge");
    private static final int RTP_PORTS = 20;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Server server;
    private final Settings settings;
    private final Path folder;
    private final Process process;
    private final BaresipControl control;
    private double listensFromSecond;
    private double listensSince;

    /**
     * @param transport udp, tcp or tls
     * @param codecs by their short names, the wanted first
     * @param answers by itself
     * @param srtp as baresip calls it: {@code srtp} where the other side can, {@code srtp-mand};
     *     empty for none
     */
    public record Settings(
            String user, String transport, List<String> codecs, boolean answers, String srtp) {
        public static Settings of(String user) {
            return new Settings(user, "udp", List.of("PCMU", "PCMA"), false, "");
        }

        public Settings over(String otherTransport) {
            return new Settings(user, otherTransport, codecs, answers, srtp);
        }

        public Settings with(String... names) {
            return new Settings(user, transport, List.of(names), answers, srtp);
        }

        public Settings answering() {
            return new Settings(user, transport, codecs, true, srtp);
        }

        public Settings protectedBy(String mode) {
            return new Settings(user, transport, codecs, answers, mode);
        }
    }

    private BaresipPhone(Server server, Settings settings) {
        this.server = server;
        this.settings = settings;
        this.folder =
                Places.work().resolve("baresip/" + COUNT.incrementAndGet() + "-" + settings.user());
        int controlPort = Ports.free(Server.HOST);
        try {
            Files.createDirectories(folder.resolve("heard"));
            Files.writeString(folder.resolve("config"), config(controlPort));
            Files.writeString(folder.resolve("accounts"), account());
            Files.writeString(folder.resolve("contacts"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process =
                Programs.start(
                        folder,
                        folder.resolve("log"),
                        Programs.phone("baresip", "-f", folder.toString(), "-v", "-s"));
        control = BaresipControl.connect(controlPort, this::evidence);
    }

    /** Starts it and waits until it is registered. */
    public static BaresipPhone registered(Server server, Settings settings) {
        BaresipPhone phone = new BaresipPhone(server, settings);
        try {
            Eventually.holds(
                    Duration.ofSeconds(15),
                    () ->
                            assertTrue(
                                    phone.isRegistered(),
                                    () -> settings + ": " + phone.evidence()));
        } catch (AssertionError e) {
            phone.close();
            throw e;
        }
        return phone;
    }

    private String config(int controlPort) {
        int firstRtp = Ports.freeRange(Server.HOST, RTP_PORTS);
        StringBuilder config = new StringBuilder();
        List<String> lines =
                List.of(
                        // An interface's name fails for loopback, and without it eth0's address is
                        // told.
                        "net_interface " + Server.HOST,
                        "poll_method epoll",
                        "sip_listen " + Server.HOST + ":" + Ports.freePair(Server.HOST),
                        "call_local_timeout 120",
                        "call_max_calls 8",
                        "audio_buffer 20-160",
                        "audio_player aubridge,out",
                        "audio_source aufile," + tone().wav(sourceHz()),
                        "audio_alert aubridge,alert",
                        "audio_level no",
                        "ausrc_srate " + sourceHz(),
                        "ausrc_channels 1",
                        "ausrc_format s16",
                        "auplay_format s16",
                        "auenc_format s16",
                        "audec_format s16",
                        "rtp_ports " + firstRtp + "-" + (firstRtp + RTP_PORTS - 1),
                        "jitter_buffer_delay 1-10",
                        "opus_bitrate 48000",
                        "module_path /usr/lib/baresip/modules",
                        "snd_path " + folder.resolve("heard"),
                        "ring_aufile none",
                        "ringback_aufile none",
                        "busy_aufile none",
                        "error_aufile none",
                        "notfound_aufile none",
                        "ctrl_tcp_listen " + Server.HOST + ":" + controlPort);
        lines.forEach(line -> config.append(line).append('\n'));
        MODULES.forEach(name -> config.append("module ").append(name).append(".so\n"));
        List.of("account", "menu", "ctrl_tcp")
                .forEach(name -> config.append("module_app ").append(name).append(".so\n"));
        return config.toString();
    }

    /** The codec's own rate: baresip's resampling takes 18 dB off a tone of 1450 Hz. */
    private int sourceHz() {
        return switch (settings.codecs().get(0)) {
            case "opus" -> 48000;
            case "G722" -> 16000;
            default -> 8000;
        };
    }

    private String account() {
        List<String> codecs = settings.codecs().stream().map(CODECS::get).toList();
        String address = server.address(settings.transport());
        String proxy = "sip:" + address + ";transport=" + settings.transport();
        return String.format(
                "<sip:%s@%s;transport=%s>;auth_user=%s;auth_pass=%s;outbound=\"%s\""
                        + ";audio_codecs=%s;answermode=%s;ptime=20;regint=60%s\n",
                settings.user(),
                address,
                settings.transport(),
                settings.user(),
                server.secret(settings.user()),
                proxy,
                String.join(",", codecs),
                settings.answers() ? "auto" : "manual",
                settings.srtp().isEmpty() ? "" : ";mediaenc=" + settings.srtp());
    }

    private boolean isRegistered() {
        // The first REGISTER_OK may come before anybody is connected to hear of it: ask.
        String state = control.command("reginfo", "").replaceAll("\\x1b\\[[;\\d]*m", " ");
        return state.matches("(?s).*\\bOK\\b.*");
    }

    public void dial(String number) {
        control.command(
                "dial",
                "sip:"
                        + number
                        + "@"
                        + server.address(settings.transport())
                        + ";transport="
                        + settings.transport());
    }

    public void answer() {
        control.command("accept", "");
    }

    public void hangUp() {
        control.command("hangup", "");
    }

    public void hold() {
        control.command("hold", "");
    }

    public void resume() {
        control.command("resume", "");
    }

    /** Its button for a blind transfer, during a call. */
    public void transfer(String number) {
        control.command("transfer", "sip:" + number + "@" + server.address(settings.transport()));
    }

    /** Presses a key in whatever form was agreed. */
    public void press(char key) {
        control.command("sndcode", String.valueOf(key));
    }

    public void rings() {
        control.event("CALL_INCOMING");
    }

    public void talks() {
        control.event("CALL_ESTABLISHED");
    }

    /** Its call is over; the reason that it shows. */
    public String isOver() {
        JsonNode event = control.event("CALL_CLOSED");
        return event.path("param").asText();
    }

    /** What happened so far, by the names of baresip's events. */
    public List<String> events() {
        return control.events();
    }

    @Override
    public Tone tone() {
        return Tone.of(settings.user());
    }

    @Override
    public void listen() {
        listensFromSecond =
                Eventually.value(
                        Duration.ofSeconds(5), () -> Recording.secondsIn(soundOfThisCall()));
        listensSince = System.currentTimeMillis() / 1000.0;
    }

    @Override
    public Recording heard(double seconds) {
        Path wav =
                Eventually.value(
                        Duration.ofMillis((long) (seconds * 1000) + 3000),
                        () -> {
                            Path file = soundOfThisCall();
                            double there = Recording.secondsIn(file) - listensFromSecond;
                            assertTrue(
                                    there >= seconds,
                                    () -> settings.user() + " heard only " + there + " s");
                            return file;
                        });
        return Recording.of(settings.user(), wav, listensSince - listensFromSecond)
                .part(listensFromSecond, seconds, listensSince);
    }

    private Path soundOfThisCall() throws IOException {
        List<Path> files = new ArrayList<>();
        try (var all = Files.newDirectoryStream(folder.resolve("heard"), "dump-*-dec.wav")) {
            all.forEach(files::add);
        }
        Optional<Path> newest = files.stream().max(Comparator.comparing(Path::toString));
        if (newest.isEmpty() || Files.size(newest.get()) < 100) {
            throw new AssertionError(settings.user() + " heard nothing yet");
        }
        return newest.get();
    }

    private String evidence() {
        try {
            String log = Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
            return log.substring(Math.max(0, log.length() - 1500));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        control.quit();
        Programs.endsWithin(process, 5);
    }
}
