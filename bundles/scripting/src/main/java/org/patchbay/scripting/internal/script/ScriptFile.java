package org.patchbay.scripting.internal.script;

import java.util.Optional;

/**
 * A script as it lies in the folder.
 *
 * @param path under the scripts folder, such as {@code routing/office.mjs}
 * @param problem why it cannot be read; then {@code text} is empty
 * @param test text of the test file beside it
 */
public record ScriptFile(
        String path, Kind kind, String text, Optional<String> test, Optional<String> problem) {
    /** What a script is for, told by its folder. */
    public enum Kind {
        ROUTING("routing"),
        APP("apps");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }

        public String folder() {
            return folder;
        }
    }

    /** The file's name without its ending: what plans call an app by. */
    public String name() {
        return path.substring(path.indexOf('/') + 1, path.lastIndexOf('.'));
    }

    public String testPath() {
        return path.substring(0, path.lastIndexOf('.')) + ".test.mjs";
    }

    /**
     * Whether it is as it was. Not {@code equals}: what the compiler makes for a record leaves its
     * class in a cache of the JDK, and this bundle must be able to go.
     */
    public boolean sameAs(ScriptFile other) {
        return other != null
                && path.equals(other.path)
                && text.equals(other.text)
                && test.equals(other.test)
                && problem.equals(other.problem);
    }
}
