package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;

/** Calls that go on for long: what keeps them up is not heard. */
@ExtendWith(SharedServer.class)
class LongDialogIT {
    private static final String TIMER = "Supported: timer\r\nSession-Expires: 90\r\n";
    private static final Optional<String> GRANTED = Optional.of("90;refresher=uac");

    @Test
    void a_session_is_refreshed_while_both_talk(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two =
                        RawPhone.of(server, "1003", o -> o.put("answer_after", 0.2)).registered()) {
            RawCall out = one.call("1003", o -> o.put("headers", TIMER)).answeredOk();
            RawCall in = two.incoming();
            assertEquals(GRANTED, out.first().header("Session-Expires"));
            Ear.hearEachOther(out, in, 1);
            SipMessage refreshed = out.inDialog("UPDATE", TIMER);
            assertEquals(200, refreshed.code());
            assertEquals(GRANTED, refreshed.header("Session-Expires"));
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_session_that_is_too_short_is_refused(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered()) {
            String brief = TIMER.replace("90", "89");
            SipMessage refusal = one.call("1003", o -> o.put("headers", brief)).first();
            assertEquals(422, refusal.code());
            assertEquals(Optional.of("90"), refusal.header("Min-SE"));
        }
    }
}
