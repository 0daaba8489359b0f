package org.patchbay.codec.opus.internal;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds libopus: the system's first, because its FEC is better, then the one that we carry. */
final class OpusFinder {
    private static final Logger LOG = LoggerFactory.getLogger(OpusFinder.class);
    private static final long WAKE_LIMIT_S = 10;
    private static final String SYSTEM = "libopus.so.0";

    /** RTLD_LAZY without RTLD_GLOBAL: two libopus in one process must not see each other. */
    private static final int LOCAL = 1;

    private OpusFinder() {}

    /**
     * @param extracted where the library that we carry is written to, if need be
     * @return empty where neither can be loaded on this machine
     */
    static Optional<NativeLibrary> find(Path extracted) {
        wakeJna();
        return system().or(() -> carried(extracted));
    }

    static Optional<NativeLibrary> system() {
        return load(SYSTEM);
    }

    static Optional<NativeLibrary> carried(Path extracted) {
        String resource = "/natives/" + Platform.RESOURCE_PREFIX + "/libopus.so";
        try (InputStream in = OpusFinder.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            Files.copy(in, extracted, StandardCopyOption.REPLACE_EXISTING);
            return load(extracted.toAbsolutePath().toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<NativeLibrary> load(String name) {
        try {
            return Optional.of(
                    NativeLibrary.getInstance(name, Map.of(Library.OPTION_OPEN_FLAGS, LOCAL)));
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty();
        }
    }

    /**
     * Makes sure that JNA starts its cleaner thread now and not on a thread of ours: a thread keeps
     * the class loaders of those who were on the stack when it was made, for as long as it lives,
     * and this one lives for ever. The common pool's threads and a proxy of the JDK's own hold
     * nobody; waiting for the task itself might run it here, hence the latch.
     */
    private static void wakeJna() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodType nothing = MethodType.methodType(void.class);
            MethodHandle wake =
                    lookup.findStatic(
                            NativeLibrary.class,
                            "getProcess",
                            MethodType.methodType(NativeLibrary.class));
            CountDownLatch awake = new CountDownLatch(1);
            MethodHandle done =
                    lookup.findVirtual(CountDownLatch.class, "countDown", nothing).bindTo(awake);
            MethodHandle both = MethodHandles.foldArguments(done, wake.asType(nothing));
            ForkJoinPool.commonPool()
                    .execute(MethodHandleProxies.asInterfaceInstance(Runnable.class, both));
            if (!awake.await(WAKE_LIMIT_S, TimeUnit.SECONDS)) {
                LOG.warn("JNA was not woken: this version of the bundle may stay in memory");
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JNA is not as expected", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
