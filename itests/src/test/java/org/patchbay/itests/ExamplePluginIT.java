package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Plugin;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/** {@code examples/hello-plugin} comes to a running server and goes, as the plugin guide says. */
@ExtendWith(SharedServer.class)
class ExamplePluginIT {
    private static final String NUMBER = "610";
    private static final Tone BEEP = new Tone(880, -20);

    @Test
    void it_answers_from_deploy_to_delete(Server server) {
        try (Plugin hello = Plugin.example(server, "hello-plugin", "org.example.hello");
                RawPhone other = RawPhone.of(server, "1006").registered();
                BaresipPhone phone =
                        BaresipPhone.registered(server, Settings.of("1005").with("opus"))) {
            assertEquals(404, other.call(NUMBER).first().code());
            hello.deploy();
            phone.dial(NUMBER);
            phone.talks();
            beepsAtFirst(phone.heard(1));
            hearsItself(phone);

            hello.replace();
            RawCall call = other.call(NUMBER).answeredOk();
            hello.remove();
            hearsItself(phone);
            call.hangUp();
            assertEquals(404, other.call(NUMBER).first().code());
            // The call that it began goes on without it.
            hello.hasLoaders(0);
            hearsItself(phone);
            phone.hangUp();
            phone.isOver();
        }
        server.hasNoCalls();
    }

    @Test
    void a_new_plugin_builds_and_answers(Server server, @TempDir Path folder) {
        try (Plugin mine = Plugin.fresh(server, "my-thing", folder);
                RawPhone phone = RawPhone.of(server, "1006").registered()) {
            mine.deploy();
            mine.hasLoaders(1);
            phone.call(NUMBER).answeredOk().hangUp();
            mine.remove();
            assertEquals(404, phone.call(NUMBER).first().code());
            mine.hasLoaders(0);
        }
    }

    private static void beepsAtFirst(Recording heard) {
        // Any window of 200 ms may have caught but a part of its 300 ms.
        double levelDb = heard.peakDb(BEEP.frequencyHz());
        assertTrue(levelDb > BEEP.levelDb() - 6, () -> "the beep had " + levelDb + " dB: " + heard);
    }

    private static void hearsItself(BaresipPhone phone) {
        phone.listen();
        phone.heard(1).hears(phone.tone()).hasNoGap(phone.tone(), 100).doesNotHear(BEEP);
    }
}
