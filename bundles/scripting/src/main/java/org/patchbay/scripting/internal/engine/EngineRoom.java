package org.patchbay.scripting.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one JavaScript engine that all scripts share, and the sandbox around each of them. Any thread
 * may call.
 */
public final class EngineRoom implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineRoom.class);
    private static final String MODULE = "application/javascript+module";
    private static final String MAX_STRING = "1000000";
    private static final String MAX_TYPED_ARRAY = "4000000";

    private final Engine engine;
    private final OpenContexts contexts = new OpenContexts();
    private final Guard guard;
    private final Source prelude;

    public EngineRoom(Guard guard) {
        this.guard = guard;
        this.engine = inOurLoader(EngineRoom::newEngine);
        this.prelude = resource(EngineRoom.class, "prelude.js");
    }

    /**
     * Tells the engine where it may unpack files, and not to look for its native attach library,
     * which needs parts of the JDK that an OSGi framework hides. Values that an operator has set
     * stay.
     */
    public static void prepare(Path cache) {
        setDefault("polyglot.engine.userResourceCache", cache.toString());
        setDefault("truffle.attach.library", "/nonexistent/none");
        setDefault("polyglotimpl.AttachLibraryFailureAction", "ignore");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static Engine newEngine() {
        forgetShutdownHook();
        return Engine.newBuilder("js")
                .allowExperimentalOptions(true)
                .option("engine.WarnInterpreterOnly", "false")
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .build();
    }

    /**
     * The first engine of a class loader registers a shutdown hook with the VM and never takes it
     * back, and so the loader of a bundle that was uninstalled would stay for ever. We close our
     * engine ourselves: pretend that the hook is there already.
     */
    private static void forgetShutdownHook() {
        try {
            Field done = Engine.class.getDeclaredField("shutdownHookInitialized");
            done.setAccessible(true);
            done.setBoolean(null, true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("This GraalJS keeps its class loader after an update: {}", e.toString());
        }
    }

    /** A module of a script, parsed once for all contexts. */
    public static Source module(String name, String text) {
        return Source.newBuilder("js", text, name).mimeType(MODULE).cached(true).buildLiteral();
    }

    /** A plain script that lies beside {@code owner}. */
    public static Source resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the bundle");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Source.newBuilder("js", text, name).buildLiteral();
        } catch (IOException e) {
            throw new IllegalStateException(name + ": " + e.getMessage());
        }
    }

    /**
     * A new context that only the prelude was run in.
     *
     * @param script whose it is, for errors
     * @throws ScriptFailure where the room is closed
     */
    public Realm newRealm(String script) {
        Context context;
        try {
            context = contexts.add(() -> inOurLoader(this::newContext));
        } catch (IllegalStateException e) {
            throw new ScriptFailure(ScriptFailure.Kind.CLOSED, script, 0, 0, "scripting stops");
        }
        try {
            return new Realm(script, context, guard, prelude, () -> contexts.close(context));
        } catch (ScriptFailure e) {
            contexts.close(context);
            throw e;
        }
    }

    /** Loads what most scripts use. Slow; before the first script is in force. */
    public void warmUp() {
        warmUp("warm-up.js");
    }

    /** Loads what some scripts use: the data of languages and time zones. Slower still. */
    public void warmUpLanguages() {
        warmUp("warm-up-intl.js");
    }

    private void warmUp(String name) {
        Source source = resource(EngineRoom.class, name);
        try (Realm realm = newRealm(name)) {
            realm.enter(Realm.START_LIMIT, Desk.CLOSED, () -> realm.evaluate(source));
        } catch (ScriptFailure e) {
            LOG.debug("Not warm: {}", e.located());
        }
    }

    private Context newContext() {
        return Context.newBuilder("js")
                .engine(engine)
                .allowExperimentalOptions(true)
                .allowHostAccess(HostAccess.NONE)
                .allowHostClassLookup(name -> false)
                .allowHostClassLoading(false)
                .allowIO(IOAccess.NONE)
                .allowCreateThread(false)
                .allowCreateProcess(false)
                .allowNativeAccess(false)
                .allowInnerContextOptions(false)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .option("js.esm-eval-returns-exports", "true")
                .option("js.console", "false")
                .option("js.disable-eval", "true")
                .option("js.graal-builtin", "false")
                .option("js.java-package-globals", "false")
                .option("js.load", "false")
                .option("js.polyglot-builtin", "false")
                .option("js.print", "false")
                .option("js.shared-array-buffer", "false")
                .option("js.atomics", "false")
                .option("js.string-length-limit", MAX_STRING)
                .option("js.max-typed-array-length", MAX_TYPED_ARRAY)
                .build();
    }

    /** Truffle finds its languages by the context class loader of the thread. */
    private static <T> T inOurLoader(java.util.function.Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(EngineRoom.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Ends every context that is still there, running or not. */
    @Override
    public void close() {
        try {
            contexts.closeAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            engine.close(true);
        }
    }
}
