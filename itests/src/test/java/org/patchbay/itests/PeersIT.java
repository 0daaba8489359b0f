package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.sound.Tone;

/** The measuring tools by themselves: two raw phones without a server between them. */
class PeersIT {
    @Test
    void two_raw_phones_hear_each_other_and_a_pause_is_found() {
        Tone low = Tone.of("1001");
        Tone high = Tone.of("1002");
        try (RawPhone callee = RawPhone.peer("127.0.0.1:9", "callee", high, "127.0.0.1:0");
                RawPhone caller = RawPhone.peer(callee.address(), "caller", low, "127.0.0.1:0")) {
            RawCall out = caller.ring("callee");
            RawCall in = callee.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            Ear.hearEachOther(out, in, 1);

            out.listen();
            out.heard(1).hears(high).hasNoGap(high, 40);
            assertThrows(AssertionError.class, () -> out.heard(1).hears(low));

            out.listen();
            out.heard(0.3);
            in.quiet(true);
            in.listen();
            in.heard(1).hears(low);
            in.quiet(false);
            assertThrows(AssertionError.class, () -> out.heard(2).hasNoGap(high, 40));
            out.hangUp();
            in.hasEnded();
        }
    }
}
