package org.patchbay.codec.opus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;

/** The library inside our jar, for machines without one. */
class CarriedLibraryTest {
    private static final OpusSettings SETTINGS = new OpusSettings(5, 32_000, false);

    @Test
    void worksToo(@TempDir Path folder) {
        NativeLibrary carried = OpusFinder.carried(folder.resolve("libopus.so")).orElseThrow();
        BoundLibrary library = BoundLibrary.bind(carried);
        assertTrue(OpusLibrary.opus_get_version_string().contains("1.1"));
        OpusCodecFactory factory = new OpusCodecFactory(library, SETTINGS);
        AudioEncoder encoder = factory.newEncoder("");
        AudioDecoder decoder = factory.newDecoder();
        library.giveBack();

        float[] tone = new float[960];
        byte[] packet = new byte[1500];
        float[] heard = new float[5760];
        for (int i = 0; i < 10; i++) {
            for (int n = 0; n < 960; n++) {
                tone[n] = (float) (0.5 * Math.sin((i * 960 + n) * 0.05));
            }
            int length = encoder.encode(tone, 0, 960, packet, 0);
            assertTrue(length > 0, "nothing was encoded");
            assertEquals(960, decoder.decode(packet, 0, length, heard, 0));
        }
        float peak = 0;
        for (int n = 0; n < 960; n++) {
            peak = Math.max(peak, Math.abs(heard[n]));
        }
        assertEquals(0.5, peak, 0.1);
        encoder.close();
        decoder.close();
        assertThrows(IllegalStateException.class, factory::newDecoder, "the last user has gone");
        assertThrows(UnsatisfiedLinkError.class, OpusLibrary::opus_get_version_string);
    }
}
