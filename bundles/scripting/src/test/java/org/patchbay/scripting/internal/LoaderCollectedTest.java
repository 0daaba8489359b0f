package org.patchbay.scripting.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the bundle has stopped nothing may hold on to its classes, nor to those of GraalJS. */
class LoaderCollectedTest {

    @Test
    void ofAWorkshopThatWasClosed(@TempDir Path folder) throws Exception {
        WeakReference<ClassLoader> loader = useAndClose(folder);
        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
            LockSupport.parkNanos(50_000_000);
        }
        assertNull(loader.get(), "something still holds the class loader");
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(n -> n.startsWith("script-"))
                        .toList());
    }

    private static WeakReference<ClassLoader> useAndClose(Path folder) throws Exception {
        Files.createDirectories(folder.resolve("routing"));
        Files.createDirectories(folder.resolve("apps"));
        try (URLClassLoader loader = new OwnClasses(classPath())) {
            Class<?> day = loader.loadClass(WorkshopDay.class.getName());
            assertNotSame(WorkshopDay.class, day);
            ((java.util.function.Consumer<?>) day.getDeclaredConstructor().newInstance())
                    .getClass()
                    .getMethod("accept", Object.class)
                    .invoke(day.getDeclaredConstructor().newInstance(), folder);
            return new WeakReference<>(loader);
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    /** Loads our classes and those of GraalJS itself, and leaves the words to its parent. */
    private static final class OwnClasses extends URLClassLoader {
        OwnClasses(URL[] urls) {
            super(urls, LoaderCollectedTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own =
                    name.startsWith("org.patchbay.scripting.")
                            || name.startsWith("org.graalvm.")
                            || name.startsWith("com.oracle.");
            if (!own) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> found = findLoadedClass(name);
                return found != null ? found : findClass(name);
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own != null ? own : super.getResource(name);
        }

        @Override
        public java.util.Enumeration<URL> getResources(String name) throws java.io.IOException {
            return findResources(name);
        }
    }
}
