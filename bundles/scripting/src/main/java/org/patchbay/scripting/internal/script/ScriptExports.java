package org.patchbay.scripting.internal.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Value;
import org.patchbay.scripting.internal.engine.Realm;
import org.patchbay.scripting.internal.engine.ScriptFailure;
import org.patchbay.scripting.internal.engine.ValueReader;

/**
 * What a script offers.
 *
 * @param functions those of inbound, outbound and run that there are
 * @param numbers that an app answers to
 * @param rank among the apps that the hub asks
 */
record ScriptExports(Set<String> functions, List<String> numbers, int rank) {
    private static final int ROUTING_RANK = 100;
    private static final int APP_RANK = 50;
    private static final int MAX_NUMBERS = 64;
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z*#+._-]{1,64}");

    /** Only while the realm is entered. */
    static ScriptExports read(Realm realm, ScriptFile file) {
        if (file.kind() == ScriptFile.Kind.APP) {
            if (!isFunction(realm, file, "run")) {
                throw missing(file, "export async function run(call) is missing");
            }
            return new ScriptExports(Set.of("run"), numbers(realm, file), rank(realm, file));
        }
        List<String> functions = new ArrayList<>();
        for (String name : List.of("inbound", "outbound")) {
            if (isFunction(realm, file, name)) {
                functions.add(name);
            }
        }
        if (functions.isEmpty()) {
            throw missing(
                    file,
                    "export function outbound(call, pbx) or inbound(call, pbx) is missing"
                            + " (a module that awaits at its top level exports nothing)");
        }
        return new ScriptExports(Set.copyOf(functions), List.of(), rank(realm, file));
    }

    private static ScriptFailure missing(ScriptFile file, String what) {
        return new ScriptFailure(ScriptFailure.Kind.ERROR, file.path(), 0, 0, what);
    }

    private static boolean isFunction(Realm realm, ScriptFile file, String name) {
        Value value = realm.export(name);
        if (value != null && !value.canExecute()) {
            throw missing(file, "export " + name + " is not a function");
        }
        return value != null;
    }

    private static List<String> numbers(Realm realm, ScriptFile file) {
        Value value = realm.export("number");
        if (value == null) {
            return List.of();
        }
        Object written = ValueReader.read(value, file.path(), "number");
        List<?> list = written instanceof List<?> several ? several : List.of(written);
        List<String> numbers = new ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof String text) || !NUMBER.matcher(text).matches()) {
                throw missing(
                        file, "export number must be a text such as '600', or a list of them");
            }
            numbers.add(text);
        }
        if (numbers.size() > MAX_NUMBERS) {
            throw missing(file, "export number lists more than " + MAX_NUMBERS);
        }
        return List.copyOf(numbers);
    }

    private static int rank(Realm realm, ScriptFile file) {
        Value value = realm.export("rank");
        if (value == null) {
            return file.kind() == ScriptFile.Kind.APP ? APP_RANK : ROUTING_RANK;
        }
        if (!value.isNumber() || !value.fitsInInt() || Math.abs(value.asInt()) > 1000) {
            throw missing(file, "export rank must be a whole number, -1000 to 1000");
        }
        return value.asInt();
    }
}
