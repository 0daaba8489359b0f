package org.patchbay.web.internal.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.patchbay.web.internal.login.Role;

/**
 * What answers look like, by name: {@code components/schemas} of the document. What is not known is
 * left out of an answer, so little is required. Pure.
 */
final class Schemas {
    private static final String DESCRIPTION = "description";
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> WHOLE = Map.of("type", "integer");
    private static final Map<String, Object> NUMBER = Map.of("type", "number");
    private static final Map<String, Object> FLAG = Map.of("type", "boolean");
    private static final Map<String, Object> OPEN = Map.of("type", "object");
    private static final String MS = "ms since 1970";

    private Schemas() {}

    /** An object, member by member. */
    private static final class Shape {
        private final Map<String, Object> members = new LinkedHashMap<>();
        private final List<String> required = new ArrayList<>();

        Shape has(String name, Map<String, Object> schema, String description) {
            required.add(name);
            return mayHave(name, schema, description);
        }

        Shape mayHave(String name, Map<String, Object> schema, String description) {
            Map<String, Object> member = new LinkedHashMap<>(schema);
            member.put(DESCRIPTION, description);
            members.put(name, member);
            return this;
        }

        Map<String, Object> schema() {
            return object(members, required);
        }
    }

    static Map<String, Object> object(Map<String, Object> members, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", members);
        schema.put("required", required);
        return schema;
    }

    static Map<String, Object> of(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** A page of whatever the route says. */
    static Map<String, Object> page() {
        return of("Page");
    }

    /** A page whose items have that schema. */
    static Map<String, Object> page(String name) {
        Map<String, Object> items = Map.of("items", list(of(name)));
        return Map.of("allOf", List.of(page(), Map.of("properties", items)));
    }

    private static Map<String, Object> list(Map<String, Object> item) {
        return Map.of("type", "array", "items", item);
    }

    private static Map<String, Object> byLeg(Map<String, Object> value) {
        return Map.of("type", "object", "additionalProperties", value);
    }

    private static Map<String, Object> choice(String... values) {
        return Map.of("type", "string", "enum", List.of(values));
    }

    private static Map<String, Object> role() {
        return choice(Stream.of(Role.values()).map(Role::text).toArray(String[]::new));
    }

    static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("Call", call());
        all.put("Leg", leg());
        all.put("Party", party());
        all.put("Mix", mix());
        all.put("Page", listing());
        all.put("Commanded", new Shape().has("call", TEXT, "id of the call").schema());
        all.put("Session", session());
        all.put("Token", token());
        all.put("Problem", problem());
        return all;
    }

    private static Map<String, Object> call() {
        return new Shape()
                .has("id", TEXT, "of the call")
                .has("since", WHOLE, "when it began, " + MS)
                .mayHave("answered", WHOLE, "when the first leg answered, " + MS)
                .has("state", TEXT, "what is done with it")
                .has("caller", of("Party"), "who called")
                .has("called", TEXT, "what was dialled")
                .mayHave("room", TEXT, "number of the room that it is")
                .mayHave("listensTo", TEXT, "id of the call that it only hears")
                .mayHave("app", TEXT, "what decided about it")
                .mayHave("reasons", list(TEXT), "why it decided so")
                .has("legs", list(of("Leg")), "everybody in it")
                .mayHave("mix", of("Mix"), "where they hear each other")
                .has(
                        "hears",
                        byLeg(list(TEXT)),
                        "by id of each leg in the mix: ids of whom it hears")
                .schema();
    }

    private static Map<String, Object> leg() {
        return new Shape()
                .mayHave("call", TEXT, "id of its call; in the list of legs")
                .has("id", TEXT, "of the leg")
                .has("target", TEXT, "to or from whom")
                .has("party", of("Party"), "who that is")
                .has("direction", choice("in", "out"), "who called whom, as we see it")
                .has("state", choice(states()), "how far it has come")
                .mayHave("codec", TEXT, "of its audio")
                .mayHave("protection", TEXT, "of its audio by SRTP, or `none`")
                .mayHave("held", FLAG, "it was put on hold")
                .mayHave("lossPercent", NUMBER, "what we miss of its packets")
                .mayHave("jitterMs", NUMBER, "of its packets")
                .mayHave("mos", NUMBER, "how well it is heard, 1 to 4.5, estimated")
                .mayHave("rttMs", NUMBER, "there and back")
                .mayHave("muted", FLAG, "the others do not hear it")
                .mayHave("levelDb", NUMBER, "how loud it is, where it is decoded")
                .mayHave("address", TEXT, "where its signalling goes; where one call is asked for")
                .mayHave("media", OPEN, "each figure of its audio; where one call is asked for")
                .schema();
    }

    private static String[] states() {
        return new String[] {"dialling", "ringing", "early", "up", "held", "ended"};
    }

    private static Map<String, Object> party() {
        return new Shape()
                .has("name", TEXT, "empty where nobody knows")
                .has("number", TEXT, "empty where there is none")
                .schema();
    }

    private static Map<String, Object> mix() {
        return new Shape()
                .has("rateHz", WHOLE, "at which it is mixed")
                .has("relayed", FLAG, "packets are handed on as they are")
                .has("loop", TEXT, "the media loop that carries it")
                .mayHave("seats", list(OPEN), "who sits in it; where one call is asked for")
                .schema();
    }

    private static Map<String, Object> listing() {
        return new Shape()
                .has("items", list(OPEN), "of this page")
                .mayHave("next", TEXT, "where there are more: what to send as `after`")
                .schema();
    }

    private static Map<String, Object> session() {
        return new Shape()
                .has("user", TEXT, "the name that was logged in with, or who made the token")
                .has("name", TEXT, "for people")
                .has("role", role(), "what may be done")
                .mayHave("csrf", TEXT, "of a page: what it sends as X-CSRF")
                .has("phone", TEXT, "as in `browser:anna`")
                .has("mayListen", FLAG, "listening in is allowed")
                .schema();
    }

    private static Map<String, Object> token() {
        return new Shape()
                .has("id", TEXT, "of the token, and no secret")
                .has("name", TEXT, "for people")
                .has("role", role(), "what it may")
                .has("by", TEXT, "who made it")
                .has("since", WHOLE, "when, " + MS)
                .mayHave("token", TEXT, "itself: told once, when it is made")
                .schema();
    }

    private static Map<String, Object> problem() {
        return new Shape()
                .has("type", TEXT, "what kind, to be compared; also where it is explained")
                .has("title", TEXT, "the kind, for people")
                .has("status", WHOLE, "that of the answer")
                .has("detail", TEXT, "what was wrong this time")
                .mayHave("at", TEXT, "which part of the request")
                .schema();
    }
}
