package org.patchbay.directory.api;

import java.util.List;
import java.util.Map;

/**
 * Where calls go, as far as the directory says it.
 *
 * @param hours by id
 * @param routes in their order
 * @param redirects by {@code device:ID} and {@code trunk:ID}, see {@link #redirect}
 */
public record Routing(
        Map<String, Hours> hours, List<Route> routes, Map<String, RedirectPolicy> redirects) {
    /** Nothing is said. */
    public static final Routing NONE = new Routing(Map.of(), List.of());

    public Routing {
        hours = Map.copyOf(hours);
        routes = List.copyOf(routes);
        redirects = Map.copyOf(redirects);
    }

    /**
     * What becomes of a call that they send elsewhere; where nothing is said, devices do it inside
     * the house and trunks never.
     *
     * @param target {@code device:ID}, {@code trunk:ID}
     */
    public RedirectPolicy redirect(String target) {
        RedirectPolicy usual =
                target.startsWith("device:") ? RedirectPolicy.INSIDE : RedirectPolicy.NEVER;
        return redirects.getOrDefault(target, usual);
    }

    /** Nobody redirects more than usual. */
    public Routing(Map<String, Hours> hours, List<Route> routes) {
        this(hours, routes, Map.of());
    }
}
