package org.patchbay.directory.file.internal.model;

import java.util.List;
import org.patchbay.directory.file.internal.model.BadFiles.Bad;

/**
 * Directory files whose hours or routes are wrong, and what is said of them somewhere in a line.
 */
final class BadRoutes {
    private static final String ANNA =
            "{\"domain\":\"d\",\"users\":[{\"id\":\"anna\"}],"
                    + "\"trunks\":[{\"id\":\"acme\",\"host\":\"h\"}],\n";

    private BadRoutes() {}

    static List<Bad> all() {
        return List.of(
                new Bad(
                        "redirect",
                        "{\"domain\":\"d\",\n\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\"redirect\":\"always\"}]}",
                        "$.trunks[0].redirect: 'always' must be one of inside, never, script",
                        true),
                hours(
                        "zone that nobody knows",
                        "{\"id\":\"o\",\"timeZone\":\"Europe/Bern\",\"open\":[\"mon 08:00-09:00\"]}",
                        "line 2, column 31, $.hours[0].timeZone: 'Europe/Bern' is no time zone",
                        false),
                hours(
                        "hours without a zone",
                        "{\"id\":\"o\",\"open\":[\"mon 08:00-09:00\"]}",
                        "$.hours[0]: 'timeZone' is missing",
                        true),
                hours(
                        "span",
                        "{\"id\":\"o\",\"timeZone\":\"UTC\",\"open\":[\"mo-fr 8-18\"]}",
                        "$.hours[0].open[0]: 'mo-fr 8-18' must be days and times",
                        true),
                hours(
                        "span of no time",
                        "{\"id\":\"o\",\"timeZone\":\"UTC\",\"open\":[\"mon 08:00-08:00\"]}",
                        "$.hours[0].open[0]: 'mon 08:00-08:00' begins when it ends",
                        false),
                hours(
                        "never open",
                        "{\"id\":\"o\",\"timeZone\":\"UTC\",\"open\":[]}",
                        "$.hours[0].open: 'open' needs at least one span",
                        true),
                hours(
                        "date",
                        "{\"id\":\"o\",\"timeZone\":\"UTC\",\"open\":[\"mon 08:00-09:00\"],"
                                + "\"closed\":[\"24.12.\"]}",
                        "$.hours[0].closed[0]: '24.12.' must be a date",
                        true),
                route(
                        "target that does not exist",
                        "\"ring\":[\"user:anna\",\n\"user:ana\"]",
                        "line 3, column 1, $.routes[0].ring[1]: there is no user 'ana', did you mean"
                                + " 'anna'?",
                        false),
                route(
                        "group that does not exist",
                        "\"ring\":\"group:sales\"",
                        "$.routes[0].ring: there is no group 'sales'",
                        false),
                route(
                        "target without a number",
                        "\"ring\":\"trunk:acme\"",
                        "$.routes[0].ring: write trunk:ID/NUMBER",
                        false),
                route("no target", "\"ring\":\"anna\"", "'anna' must be such as user:anna", true),
                route(
                        "trunk that does not exist",
                        "\"trunk\":[\"acne\"]",
                        "$.routes[0].trunk[0]: there is no trunk 'acne', did you mean 'acme'?",
                        false),
                route(
                        "trunk of a condition that does not exist",
                        "\"when\":{\"trunk\":\"acne\"},\"room\":\"8\"",
                        "$.routes[0].when.trunk: there is no trunk 'acne'",
                        false),
                route(
                        "hours that do not exist",
                        "\"when\":{\"hours\":\"office\"},\"room\":\"8\"",
                        "$.routes[0].when.hours: there is no hours 'office'",
                        false),
                route(
                        "pattern",
                        "\"when\":{\"called\":[\"8xx\",\n\"8[1-\"]},\"room\":\"8\"",
                        "line 3, column 1, $.routes[0].when.called[1]: '8[1-' must be a pattern of"
                                + " numbers",
                        true),
                route(
                        "pattern with a range that goes backwards",
                        "\"when\":{\"called\":\"8[9-1]\"},\"room\":\"8\"",
                        "$.routes[0].when.called: '8[9-1]' must be a pattern",
                        false),
                route(
                        "rest that is not at the end",
                        "\"when\":{\"caller\":\"0.1\"},\"room\":\"8\"",
                        "$.routes[0].when.caller: '0.1' must be a pattern",
                        true),
                route(
                        "no pattern",
                        "\"when\":{\"called\":[]},\"room\":\"8\"",
                        "$.routes[0].when.called: needs 1 to 256 patterns",
                        true),
                route(
                        "route that does nothing",
                        "\"when\":{}",
                        "$.routes[0]: does nothing: needs one of ring, trunk",
                        true),
                route(
                        "route that does two things",
                        "\"ring\":\"user:anna\",\"room\":\"8\"",
                        "$.routes[0].room: 'room' does not go together with 'ring'",
                        true),
                route(
                        "box and menu",
                        "\"ring\":\"user:anna\",\"voicemail\":\"a\",\"menu\":\"b\"",
                        "$.routes[0].menu: 'menu' does not go together with 'voicemail'",
                        true),
                route(
                        "strategy of nobody",
                        "\"room\":\"8\",\"strategy\":\"all\"",
                        "$.routes[0].strategy: 'strategy' needs 'ring'",
                        true),
                route(
                        "number that is stripped",
                        "\"trunk\":\"acme\",\"number\":\"110\",\"strip\":1",
                        "$.routes[0].number: 'number' leaves nothing to strip or prefix",
                        true),
                route(
                        "form that nobody knows",
                        "\"trunk\":\"acme\",\"form\":\"E.164\"",
                        "$.routes[0].form: ",
                        true),
                route(
                        "form of nothing",
                        "\"ring\":\"user:anna\",\"form\":\"e164\"",
                        "$.routes[0].form: 'form' needs 'trunk'",
                        true),
                route(
                        "otherwise after a refusal",
                        "\"reject\":\"busy\",\"otherwise\":{}",
                        "$.routes[0].otherwise: 'otherwise' needs 'ring' or",
                        true),
                route(
                        "outcome",
                        "\"ring\":\"user:anna\",\"otherwise\":{\"bussy\":{\"room\":\"8\"}}",
                        "$.routes[0].otherwise.bussy: unknown key 'bussy', did you mean 'busy'?",
                        true),
                route(
                        "target of a branch",
                        "\"ring\":\"user:anna\",\"otherwise\":{\"busy\":{\"ring\":\"user:bert\"}}",
                        "$.routes[0].otherwise.busy.ring: there is no user 'bert'",
                        false),
                route(
                        "deep branches",
                        "\"app\":\"a\",\"otherwise\":{\"failed\":{\"app\":\"b\",\"otherwise\":"
                                + "{\"failed\":{\"app\":\"c\",\"otherwise\":{}}}}}",
                        "$.routes[0].otherwise.failed.otherwise.failed.otherwise: steps are nested"
                                + " deeper than 3",
                        false),
                route(
                        "strangers who would call out",
                        "\"when\":{\"trunk\":\"*\"},\"trunk\":\"acme\"",
                        "$.routes[0].trunk: who calls by a trunk would call out at our cost",
                        false),
                route(
                        "strangers who would call out in a branch",
                        "\"when\":{\"trunk\":\"acme\"},\"ring\":\"user:anna\",\n"
                                + "\"otherwise\":{\"busy\":{\"trunk\":\"acme\"}}",
                        "line 3, column 30, $.routes[0].otherwise.busy.trunk: who calls by a trunk",
                        false),
                route(
                        "reason",
                        "\"reject\":\"bussy\"",
                        "'bussy' must be one of busy, declined",
                        true),
                route(
                        "caller id",
                        "\"ring\":\"user:anna\",\"callerId\":\"Sales\"",
                        "$.routes[0].callerId: 'Sales' must be digits",
                        true));
    }

    private static Bad hours(String name, String hours, String says, boolean bySchema) {
        return new Bad(name, "{\"domain\":\"d\",\n\"hours\":[" + hours + "]}", says, bySchema);
    }

    private static Bad route(String name, String route, String says, boolean bySchema) {
        String json = ANNA + "\"routes\":[{\"id\":\"r\"," + route + "}]}";
        return new Bad(name, json, says, bySchema);
    }
}
