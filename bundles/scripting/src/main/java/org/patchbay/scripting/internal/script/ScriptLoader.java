package org.patchbay.scripting.internal.script;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.graalvm.polyglot.Source;
import org.patchbay.scripting.internal.engine.Desk;
import org.patchbay.scripting.internal.engine.EngineRoom;
import org.patchbay.scripting.internal.engine.Realm;
import org.patchbay.scripting.internal.engine.ScriptFailure;

/** Makes a version of a file, or says why it is not good. Slow: on the watching thread only. */
public final class ScriptLoader {
    private final EngineRoom room;
    private final Executor pool;
    private final int contexts;
    private final Duration loadLimit;
    private final TestRunner tests;
    private final InstantSource clock;

    /**
     * @param contexts per version
     * @param loadLimit for the text of a module itself; generous, because the engine may be cold
     * @param testLimit for each test
     */
    public ScriptLoader(
            EngineRoom room,
            Executor pool,
            int contexts,
            Duration loadLimit,
            Duration testLimit,
            InstantSource clock) {
        this.room = room;
        this.pool = pool;
        this.contexts = contexts;
        this.loadLimit = loadLimit;
        this.tests = new TestRunner(room, loadLimit, testLimit);
        this.clock = clock;
    }

    /**
     * @throws ScriptFailure where it does not parse, run, export what it must or pass its tests
     */
    public ScriptVersion load(ScriptFile file, int number) {
        if (file.problem().isPresent()) {
            throw new ScriptFailure(
                    ScriptFailure.Kind.ERROR, file.path(), 0, 0, file.problem().get());
        }
        Source module = EngineRoom.module(file.path(), file.text());
        Realm first = room.newRealm(file.path());
        try {
            ScriptExports exports =
                    first.enter(loadLimit, Desk.CLOSED, () -> open(first, module, file));
            file.test().ifPresent(test -> tests.run(file, module, test));
            ScriptVersion.Lanes lanes =
                    new ScriptVersion.Lanes(contexts, pool, () -> another(file, module));
            return new ScriptVersion(file, number, clock.instant(), exports, first, lanes);
        } catch (ScriptFailure e) {
            first.close();
            throw e;
        }
    }

    private static ScriptExports open(Realm realm, Source module, ScriptFile file) {
        realm.load(module);
        return ScriptExports.read(realm, file);
    }

    private Realm another(ScriptFile file, Source module) {
        Realm realm = room.newRealm(file.path());
        try {
            realm.enter(
                    loadLimit,
                    Desk.CLOSED,
                    () -> {
                        realm.load(module);
                        return null;
                    });
            return realm;
        } catch (ScriptFailure e) {
            realm.close();
            throw e;
        }
    }
}
