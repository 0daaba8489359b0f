package org.patchbay.scripting.internal.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;

/**
 * A script could not do what was asked. It never leaves this bundle: others get the message in an
 * exception of the JDK, because an exception that somebody keeps keeps its class loader too.
 */
public final class ScriptFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_MESSAGE = 500;

    /** What went wrong. */
    public enum Kind {
        SYNTAX,
        ERROR,
        TIMEOUT,
        MEMORY,
        RESULT,
        CLOSED
    }

    private final Kind kind;
    private final String script;
    private final int line;
    private final int column;

    /**
     * @param script path under the scripts folder
     * @param line from 1; 0 where no line is to blame
     */
    public ScriptFailure(Kind kind, String script, int line, int column, String message) {
        super(bounded(message), null, false, false);
        this.kind = kind;
        this.script = script;
        this.line = line;
        this.column = column;
    }

    public static ScriptFailure result(String script, String message) {
        return new ScriptFailure(Kind.RESULT, script, 0, 0, message);
    }

    /**
     * What a script threw where it could not be caught, with the innermost place in {@code script}.
     *
     * @param stack as the engine writes it: the message, then {@code at f (file:line:column)} for
     *     each place
     */
    public static ScriptFailure thrown(String script, String message, String stack) {
        Matcher place =
                Pattern.compile(
                                "\n +at [^\n]*?"
                                        + Pattern.quote(script)
                                        + ":(\\d{1,9})(?::(\\d{1,9}))?")
                        .matcher(stack);
        boolean found = place.find();
        int line = found ? Integer.parseInt(place.group(1)) : 0;
        int column = found && place.group(2) != null ? Integer.parseInt(place.group(2)) : 0;
        return new ScriptFailure(Kind.ERROR, script, line, column, message);
    }

    /** The guest's error with the innermost place that lies in {@code script}. */
    public static ScriptFailure of(PolyglotException e, String script) {
        SourceSection at = place(e, script);
        Kind kind =
                e.isSyntaxError()
                        ? Kind.SYNTAX
                        : e.isResourceExhausted()
                                ? Kind.MEMORY
                                : e.isInterrupted() || e.isCancelled() ? Kind.TIMEOUT : Kind.ERROR;
        String text = e.getMessage() == null ? "unknown error" : e.getMessage();
        if (kind == Kind.SYNTAX) {
            text =
                    firstLine(text)
                            .replaceFirst("^(SyntaxError: )?\\S+:\\d+:\\d+ ", "SyntaxError: ");
        }
        return at == null
                ? new ScriptFailure(kind, script, 0, 0, firstLine(text))
                : new ScriptFailure(
                        kind,
                        at.getSource().getName(),
                        at.getStartLine(),
                        at.getStartColumn(),
                        firstLine(text));
    }

    private static SourceSection place(PolyglotException e, String script) {
        SourceSection direct = e.getSourceLocation();
        if (direct != null && direct.getSource().getName().equals(script)) {
            return direct;
        }
        for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
            SourceSection section = frame.getSourceLocation();
            if (section != null && section.getSource().getName().equals(script)) {
                return section;
            }
        }
        return direct;
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String bounded(String text) {
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }

    public Kind kind() {
        return kind;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** {@code routing/office.mjs:3:14: ReferenceError: x is not defined}. */
    public String located() {
        if (line == 0) {
            return script + ": " + getMessage();
        }
        String place = column == 0 ? "" + line : line + ":" + column;
        return script + ":" + place + ": " + getMessage();
    }
}
