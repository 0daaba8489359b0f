package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Bundle;
import org.patchbay.itests.server.Server;
import org.patchbay.testkit.Eventually;

/** Two phones talk while a part is replaced by a newer build, withdrawn, and brought back. */
class PluggedIT {
    /** One frame, and what the finder of tones cannot tell. */
    private static final double LONGEST_GAP_MS = 25;

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("plugged", 100);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "codec-opus",
                "scripting",
                "directory-file",
                "registrar",
                "console",
                "call-records"
            })
    void the_call_goes_on_and_new_calls_get_the_new_part(String name) {
        Bundle bundle = new Bundle(server, name);
        // A call keeps the codec that it began with, so that one goes when the call is over.
        boolean pinned = name.equals("codec-opus");
        try (BaresipPhone opus =
                        BaresipPhone.registered(
                                server, Settings.of("1001").with("opus").answering());
                RawPhone pcmu = RawPhone.of(server, "1002").registered()) {
            RawCall call = pcmu.call("1001").answeredOk();
            opus.talks();
            Ear.hearEachOther(call, opus, 1);

            undisturbed(call, opus, bundle::replace);
            aNewCall();
            if (!pinned) {
                bundle.hasLoaders(1);
            }
            undisturbed(call, opus, bundle::withdraw);
            if (!pinned) {
                bundle.hasLoaders(0);
            }
            undisturbed(call, opus, bundle::bringBack);
            aNewCall();

            Ear.hearEachOther(call, opus, 1);
            call.hangUp();
            opus.isOver();
        }
        bundle.hasLoaders(1);
        server.hasNoCalls();
    }

    private static void undisturbed(RawCall call, BaresipPhone phone, Runnable change) {
        long begin = System.nanoTime();
        call.listen();
        phone.listen();
        change.run();
        double seconds = (System.nanoTime() - begin) / 1e9 + 0.5;
        call.heard(seconds).hears(phone.tone()).hasNoGap(phone.tone(), LONGEST_GAP_MS);
        phone.heard(seconds).hears(call.tone()).hasNoGap(call.tone(), LONGEST_GAP_MS);
    }

    /** Registration, routing and an Opus call, as soon as the part is there again. */
    private static void aNewCall() {
        try (BaresipPhone callee =
                        BaresipPhone.registered(
                                server, Settings.of("1003").with("opus").answering());
                RawPhone caller = RawPhone.of(server, "1004")) {
            Eventually.holds(() -> assertEquals(200, caller.register(60).code()));
            RawCall call = caller.call("1003").answeredOk();
            Ear.hearEachOther(call, callee, 1);
            call.hangUp();
            callee.isOver();
        }
    }
}
