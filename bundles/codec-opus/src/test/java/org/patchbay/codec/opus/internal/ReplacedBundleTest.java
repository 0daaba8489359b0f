package org.patchbay.codec.opus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.api.AudioEncoder;
import org.patchbay.media.api.CodecFactory;

/**
 * The bundle goes while a call runs: its loader gives no new class any more, the call's encoder and
 * decoder go on, and when they are closed nothing holds the loader. It is also the first in its
 * process to touch JNA, whose one thread must not hold the loader either.
 */
class ReplacedBundleTest {
    private static final String OURS = "org.patchbay.codec.opus.";

    /** Like a bundle's loader: own classes from its own jar, all others from those who export. */
    private static final class BundleLoader extends URLClassLoader {
        BundleLoader(URL classes) {
            super(new URL[] {classes}, new Exporters());
        }
    }

    private static final class Exporters extends ClassLoader {
        Exporters() {
            super(ReplacedBundleTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(OURS)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    /** One running call. */
    private record Call(AudioEncoder encoder, AudioDecoder decoder, float[] audio) {
        void speak() {
            byte[] payload = new byte[1500];
            float[] heard = new float[5760];
            for (int i = 0; i < 50; i++) {
                encoder.expectLoss(i);
                int length = encoder.encode(audio, i * 960, 960, payload, 0);
                assertTrue(length > 0);
                decoder.recover(payload, 0, length, heard, 0, 960);
                assertEquals(960, decoder.decode(payload, 0, length, heard, 0));
                assertEquals(960, decoder.conceal(heard, 0, 960));
            }
        }

        void end() {
            encoder.close();
            decoder.close();
        }
    }

    @Test
    void callsGoOnAndTheLoaderIsCollected(@TempDir Path folder) throws Exception {
        URL classes = OpusLibrary.class.getProtectionDomain().getCodeSource().getLocation();
        for (int version = 1; version <= 2; version++) {
            WeakReference<ClassLoader> loader = replaceDuringACall(classes, folder);
            collect(loader);
            assertNull(loader.get(), "loader of version " + version + " is still held");
        }
    }

    private static WeakReference<ClassLoader> replaceDuringACall(URL classes, Path folder)
            throws Exception {
        BundleLoader loader = new BundleLoader(classes);
        Optional<?> found =
                (Optional<?>)
                        method(loader, "OpusFinder", "find")
                                .invoke(null, folder.resolve("libopus.so"));
        Object library = method(loader, "BoundLibrary", "bind").invoke(null, found.orElseThrow());
        Object settings = make(loader, "OpusSettings", 5, 32_000, false);
        CodecFactory factory = (CodecFactory) make(loader, "OpusCodecFactory", library, settings);
        Call call =
                new Call(
                        factory.newEncoder("useinbandfec=1"),
                        factory.newDecoder(),
                        new float[48_000]);
        // What deactivation does; and from now on every class that was not loaded is missing.
        method(loader, "BoundLibrary", "giveBack").invoke(library);
        loader.close();
        call.speak();
        call.end();
        return new WeakReference<>(loader);
    }

    private static Object make(BundleLoader loader, String type, Object... arguments)
            throws ReflectiveOperationException {
        Constructor<?> constructor =
                loader.loadClass(OURS + "internal." + type).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    private static Method method(BundleLoader loader, String type, String name)
            throws ReflectiveOperationException {
        Class<?> declaring = loader.loadClass(OURS + "internal." + type);
        Method method =
                List.of(declaring.getDeclaredMethods()).stream()
                        .filter(m -> m.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
        method.setAccessible(true);
        return method;
    }

    private static void collect(WeakReference<?> gone) throws InterruptedException {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (gone.get() != null && System.nanoTime() < deadline) {
            System.gc();
            Thread.onSpinWait();
        }
    }
}
