package org.patchbay.scripting.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;

/**
 * Turns what a script returned into plain Java: Map, List, String, Double, Boolean, null. Bounded
 * in depth and size, because a script can return anything. Only while the realm is entered.
 */
public final class ValueReader {
    private static final int MAX_DEPTH = 12;
    private static final int MAX_NODES = 2000;
    private static final int MAX_TEXT = 4000;

    private final String script;
    private int nodes;

    private ValueReader(String script) {
        this.script = script;
    }

    /**
     * @throws ScriptFailure naming the place that is too deep, too large or no plain data
     */
    public static Object read(Value value, String script, String place) {
        return new ValueReader(script).node(value, place, 0);
    }

    private Object node(Value value, String place, int depth) {
        if (++nodes > MAX_NODES) {
            throw ScriptFailure.result(script, place + ": more than " + MAX_NODES + " values");
        }
        if (depth > MAX_DEPTH) {
            throw ScriptFailure.result(script, place + ": nested too deeply");
        }
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isString()) {
            return text(value.asString(), place);
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isNumber() && value.fitsInDouble()) {
            return value.asDouble();
        }
        if (value.canExecute()) {
            throw ScriptFailure.result(script, place + ": a function is no data");
        }
        if (value.hasArrayElements()) {
            return list(value, place, depth);
        }
        if (value.hasMembers()) {
            return map(value, place, depth);
        }
        throw ScriptFailure.result(script, place + ": is no plain data");
    }

    private String text(String text, String place) {
        if (text.length() > MAX_TEXT) {
            throw ScriptFailure.result(script, place + ": text is too long");
        }
        return text;
    }

    private List<Object> list(Value value, String place, int depth) {
        long size = value.getArraySize();
        if (size > MAX_NODES) {
            throw ScriptFailure.result(script, place + ": more than " + MAX_NODES + " values");
        }
        List<Object> list = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            list.add(node(value.getArrayElement(i), place + "[" + i + "]", depth + 1));
        }
        return list;
    }

    private Map<String, Object> map(Value value, String place, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key : value.getMemberKeys()) {
            Object inner = node(value.getMember(key), place + "." + text(key, place), depth + 1);
            if (inner != null) {
                map.put(key, inner);
            }
        }
        return map;
    }
}
