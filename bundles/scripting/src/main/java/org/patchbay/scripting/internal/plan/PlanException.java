package org.patchbay.scripting.internal.plan;

/** What a script wrote is no plan, or no argument of a verb; the message begins with the place. */
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlanException(String place, String problem) {
        super(place + ": " + problem, null, false, false);
    }
}
