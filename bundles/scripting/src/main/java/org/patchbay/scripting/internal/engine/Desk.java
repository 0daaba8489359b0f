package org.patchbay.scripting.internal.engine;

/** Whom a script reaches while it is entered: answers its questions and takes its notes. */
public interface Desk {
    /** Answers nothing and forgets what it is told. */
    Desk CLOSED =
            new Desk() {
                @Override
                public String lookup(String what, String key) {
                    return null;
                }

                @Override
                public void log(String text) {}
            };

    /**
     * @return JSON, or null where there is nothing of that kind
     */
    String lookup(String what, String key);

    void log(String text);
}
