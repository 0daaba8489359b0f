package org.patchbay.hub.internal.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Eventually;

class RecordCacheSweepTest {
    /** Defines the two records anew, as the loader of a replaced bundle does. */
    private static final class PartLoader extends ClassLoader {
        PartLoader() {
            super(RecordCacheSweepTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(PartInner.class.getName())
                    && !name.equals(PartOuter.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> already = findLoadedClass(name);
            if (already != null) {
                return already;
            }
            String file = "/" + name.replace('.', '/') + ".class";
            try (InputStream in = RecordCacheSweepTest.class.getResourceAsStream(file)) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void a_part_that_compared_its_records_is_let_go() throws Exception {
        WeakReference<ClassLoader> part = compareInAPart();
        RecordCacheSweep.sweep();
        Eventually.holds(
                () -> {
                    System.gc();
                    assertNull(part.get());
                });
    }

    private static WeakReference<ClassLoader> compareInAPart() throws Exception {
        ClassLoader loader = new PartLoader();
        Class<?> inner = loader.loadClass(PartInner.class.getName());
        Class<?> outer = loader.loadClass(PartOuter.class.getName());
        Object one =
                outer.getConstructor(inner)
                        .newInstance(inner.getConstructor(int.class).newInstance(1));
        Object two =
                outer.getConstructor(inner)
                        .newInstance(inner.getConstructor(int.class).newInstance(1));
        assertEquals(one, two);
        assertEquals(one.hashCode(), two.hashCode());
        assertEquals(one.toString(), two.toString());
        return new WeakReference<>(loader);
    }
}
