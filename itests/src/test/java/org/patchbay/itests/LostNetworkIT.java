package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.Softphone;
import org.patchbay.itests.server.Cable;
import org.patchbay.itests.server.Namespaces;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SignIns;
import org.patchbay.itests.sound.Recording;
import org.patchbay.testkit.Eventually;

/** The browser of our softphone is on a machine of its own, and the cable to it is not good. */
class LostNetworkIT {
    private static final String MINE = "1004";
    private static final int KEEP_SECONDS = 5;

    /** Consent is asked for at least so often, and is over after as long (RFC 7675 §5.1). */
    private static final int CONSENT_SECONDS = 30;

    /** Longer than a network takes to change, shorter than a browser takes to doubt. */
    private static final int SOME_SECONDS = 3;

    /** The page may just have begun to wait before it tries again. */
    private static final int BACK_WITHIN_MS = 8000;

    private static Cable cable;
    private static Server server;
    private Softphone page;
    private RawPhone desk;
    private RawCall in;

    @BeforeAll
    static void open() {
        Namespaces.need();
        cable = Cable.open();
        server = Server.start("lost-network", Cable.HERE, 40, LostNetworkIT::furnish);
    }

    private static void furnish(Path home) {
        SignIns.allow(home, Softphone.user(MINE), "user");
        try {
            Path settings = home.resolve("etc/org.patchbay.webrtc.cfg");
            Files.writeString(settings, "keep = " + KEEP_SECONDS + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (cable != null) {
            cable.close();
        }
    }

    @BeforeEach
    void talk() {
        page = Softphone.signedIn(server, MINE, Cable.beside());
        desk = RawPhone.of(server, "1002", o -> o.put("bind", Cable.HERE + ":0")).registered();
        page.dial("1002");
        in = desk.incoming().answer();
        page.talks("Phone 1002");
        Ear.hearEachOther(page, in, 1);
    }

    @AfterEach
    void nothingIsLeft() {
        page.close();
        desk.close();
        server.hasNoCalls();
    }

    /** Nobody was told anything, and nothing has to be agreed again. */
    @Test
    void a_hole_of_some_seconds_is_a_silence_and_nothing_else() {
        cable.swallow();
        in.listen();
        Recording silence = in.heard(SOME_SECONDS);
        cable.deliver();
        silence.part(1, SOME_SECONDS - 1).doesNotHear(page.tone());
        Ear.hearEachOther(page, in, 1.5);
        page.hangUp("Phone 1002");
        in.hasEnded();
    }

    @Test
    void the_call_is_back_when_the_cable_is() {
        cable.unplug();
        page.sees("Phone 1002", "The connection (is shaky|was lost)");
        in.listen();
        in.heard(SOME_SECONDS);
        in.listen();
        cable.plug();
        page.isConnected();
        page.talks("Phone 1002");
        Recording heard = in.heard(BACK_WITHIN_MS / 1000.0 + 2);
        heard.hasNoGap(page.tone(), BACK_WITHIN_MS);
        Ear.hearEachOther(page, in, 1.5);
        page.hangUp("Phone 1002");
        in.hasEnded();
    }

    /** The way that was agreed is gone for good: without another go of ICE nothing comes back. */
    @Test
    void the_call_is_back_from_another_address() {
        cable.unplug();
        page.sees("Phone 1002", "The connection (is shaky|was lost)");
        cable.roam();
        cable.plug();
        page.isConnected();
        page.talks("Phone 1002");
        Eventually.holds(
                Duration.ofSeconds(KEEP_SECONDS + 15), () -> Ear.hearEachOther(page, in, 1.5));
        assertEquals(0, in.requestsSoFar("BYE"));
        page.hangUp("Phone 1002");
        in.hasEnded();
    }

    /** Nobody tells the browser: its connections are open, and dead. */
    @Test
    void the_call_is_back_from_another_address_where_no_cable_was_touched() {
        cable.roam();
        page.talks("Phone 1002");
        Eventually.holds(
                Duration.ofSeconds(KEEP_SECONDS + 15), () -> Ear.hearEachOther(page, in, 1.5));
        assertEquals(0, in.requestsSoFar("BYE"));
        page.hangUp("Phone 1002");
        in.hasEnded();
    }

    @Test
    void a_browser_that_is_killed_is_waited_for_and_then_the_other_is_let_go() {
        page.vanish();
        in.listen();
        in.heard(KEEP_SECONDS - 1);
        assertEquals(0, in.requestsSoFar("BYE"), "it may come back");
        in.hasEnded();
    }

    @Test
    void without_consent_the_other_is_let_go() {
        cable.swallow();
        try {
            Eventually.holds(
                    Duration.ofSeconds(CONSENT_SECONDS + KEEP_SECONDS + 5),
                    () -> assertEquals(1, in.requestsSoFar("BYE")));
            in.hasEnded();
        } finally {
            cable.deliver();
        }
    }
}
