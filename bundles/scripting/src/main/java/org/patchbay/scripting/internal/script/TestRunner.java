package org.patchbay.scripting.internal.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.patchbay.directory.api.Hours;
import org.patchbay.scripting.internal.engine.Desk;
import org.patchbay.scripting.internal.engine.EngineRoom;
import org.patchbay.scripting.internal.engine.Realm;
import org.patchbay.scripting.internal.engine.ScriptFailure;
import org.patchbay.scripting.internal.engine.ValueReader;
import org.patchbay.scripting.internal.plan.PlanException;
import org.patchbay.scripting.internal.plan.PlanReader;

/** Runs the test file beside a script in a world of its own; the first failure refuses. */
final class TestRunner {
    private static final int MAX_TESTS = 500;
    private static final Duration ALL_LIMIT = Duration.ofSeconds(20);

    private final EngineRoom room;
    private final Duration loadLimit;
    private final Duration testLimit;
    private final Source testApi = EngineRoom.resource(TestRunner.class, "test-api.js");

    TestRunner(EngineRoom room, Duration loadLimit, Duration testLimit) {
        this.room = room;
        this.loadLimit = loadLimit;
        this.testLimit = testLimit;
    }

    void run(ScriptFile file, Source module, String test) {
        try (Realm realm = room.newRealm(file.testPath())) {
            Value api = realm.enter(loadLimit, Desk.CLOSED, () -> open(realm, file, module, test));
            long count = realm.enter(loadLimit, Desk.CLOSED, () -> count(api));
            if (count == 0 || count > MAX_TESTS) {
                throw refused(file, 0, "has " + count + " tests, expected 1 to " + MAX_TESTS);
            }
            long deadline = System.nanoTime() + ALL_LIMIT.toNanos();
            for (int i = 0; i < count; i++) {
                if (System.nanoTime() - deadline >= 0) {
                    throw refused(file, 0, "takes longer than " + ALL_LIMIT.toSeconds() + " s");
                }
                one(realm, file, api, i);
            }
        }
    }

    private Value open(Realm realm, ScriptFile file, Source module, String test) {
        realm.load(module);
        ProxyExecutable planError = args -> planError(args, file);
        ProxyExecutable isOpen = TestRunner::isOpen;
        Value api = realm.evaluate(testApi).execute(realm.exports(), planError, isOpen);
        realm.evaluate(EngineRoom.module(file.testPath(), test));
        return api;
    }

    private static long count(Value api) {
        return api.getMember("count").execute().asLong();
    }

    /** By its place {@code plan}, {@code dial} or {@code passTo} it is known what fits. */
    private static Object planError(Value[] args, ScriptFile file) {
        try {
            String place = args[1].asString();
            Object written = ValueReader.read(args[0], file.testPath(), place);
            if (place.equals("dial") || place.equals("join")) {
                PlanReader.readRing(written, "0", place);
            } else {
                PlanReader.read(written, "0", place);
            }
            return null;
        } catch (PlanException e) {
            return e.getMessage();
        } catch (ScriptFailure e) {
            return e.getMessage();
        }
    }

    /**
     * @param args a time zone, spans, dates, milliseconds
     * @return what is wrong with them, where something is
     */
    private static Object isOpen(Value... args) {
        try {
            Hours hours = Hours.parse("", args[0].asString(), texts(args[1]), texts(args[2]));
            return hours.isOpen(Instant.ofEpochMilli(args[3].asLong()));
        } catch (IllegalArgumentException | UnsupportedOperationException | ClassCastException e) {
            return e.getMessage();
        }
    }

    private static List<String> texts(Value list) {
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < list.getArraySize(); i++) {
            texts.add(list.getArrayElement(i).asString());
        }
        return texts;
    }

    private void one(Realm realm, ScriptFile file, Value api, int index) {
        String[] outcome = new String[2]; // what, stack; filled while the realm is entered
        ProxyExecutable done =
                args -> {
                    outcome[0] = args[0].isNull() ? "" : args[0].asString();
                    outcome[1] = args[1].isString() ? args[1].asString() : "";
                    return null;
                };
        String name =
                realm.enter(
                        loadLimit,
                        Desk.CLOSED,
                        () -> api.getMember("name").execute(index).asString());
        try {
            realm.enter(
                    testLimit,
                    Desk.CLOSED,
                    () -> {
                        api.getMember("run").executeVoid(index, done);
                        return null;
                    });
        } catch (ScriptFailure e) {
            throw refused(file, e.line(), "test '" + name + "' failed: " + e.getMessage());
        }
        if (outcome[0] == null) {
            throw refused(file, 0, "test '" + name + "' waits for something that never comes");
        }
        if (!outcome[0].isEmpty()) {
            throw refused(
                    file,
                    lineIn(file.testPath(), outcome[1]),
                    "test '" + name + "' failed: " + outcome[0]);
        }
    }

    /** The first line of a JavaScript stack that lies in that file. */
    private static int lineIn(String path, String stack) {
        Matcher place = Pattern.compile(Pattern.quote(path) + ":(\\d{1,7})").matcher(stack);
        return place.find() ? Integer.parseInt(place.group(1)) : 0;
    }

    private static ScriptFailure refused(ScriptFile file, int line, String why) {
        return new ScriptFailure(ScriptFailure.Kind.ERROR, file.testPath(), line, 1, why);
    }
}
