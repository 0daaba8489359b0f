package org.patchbay.webrtc.internal.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.patchbay.webrtc.internal.peer.Stun;

class FirstCheckTest {
    private static byte[] check(String user) {
        return Stun.check(new byte[12], user, "pwpwpwpwpwpwpwpwpwpwpwpw", true);
    }

    private static Optional<FirstCheck> read(byte[] data) {
        return FirstCheck.of(data, 0, data.length);
    }

    @Test
    void bothNamesAreRead() {
        byte[] check = check("ours:theirs");
        assertEquals(new FirstCheck("ours", "theirs"), read(check).orElseThrow());
        byte[] behind = new byte[check.length + 7];
        System.arraycopy(check, 0, behind, 7, check.length);
        assertEquals(
                new FirstCheck("ours", "theirs"),
                FirstCheck.of(behind, 7, check.length).orElseThrow());
        assertEquals(new FirstCheck("", ""), read(check(":")).orElseThrow());
    }

    @Test
    void whatIsNoCheckIsNothing() {
        assertEquals(Optional.empty(), read(new byte[0]));
        assertEquals(Optional.empty(), read(new byte[20]));
        assertEquals(Optional.empty(), read(check("ours")));
        byte[] answer = Stun.success(new byte[12], new byte[4], 1, "pwpwpwpwpwpwpwpwpwpwpwpw");
        assertEquals(Optional.empty(), read(answer));
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = check("ours:theirs");
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            broken[20 + random.nextInt(4)] = (byte) random.nextInt();
            read(Arrays.copyOf(broken, random.nextInt(broken.length + 1)));
        }
    }
}
