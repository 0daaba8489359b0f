package org.patchbay.web.internal.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.view.HouseView;

/** What there is in the house. */
final class HouseRoutes {
    private final HouseView house;

    HouseRoutes(HouseView house) {
        this.house = house;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/house",
                        Role.OPERATOR,
                        "Version, start, figures of each part",
                        ask -> Answer.of(house.house())),
                list(
                        "/devices",
                        Role.OPERATOR,
                        "Devices, whether they are registered, what their lines do",
                        house::devices,
                        Field.flag("registered", "those that are, or are not").optional()),
                list(
                        "/registrations",
                        Role.OPERATOR,
                        "Each contact of each device",
                        house::registrations,
                        Field.text("device", "of that device only").optional()),
                list(
                        "/trunks",
                        Role.OPERATOR,
                        "Trunks, and how they are",
                        house::trunks,
                        Field.text("state", "in that state only").optional()),
                list(
                        "/rooms",
                        Role.OPERATOR,
                        "Rooms, and who is in them",
                        house::rooms,
                        Field.text("number", "that room only").optional()),
                list(
                        "/scripts",
                        Role.OPERATOR,
                        "Scripts, the versions in force, why one was refused, how one failed last",
                        house::scripts,
                        Field.text("name", "that script only").optional()),
                list(
                        "/users",
                        Role.USER,
                        "Users and their numbers",
                        house::users,
                        Field.text("number", "of that number only").optional()));
    }

    private static Route list(
            String template,
            Role role,
            String summary,
            Supplier<TreeMap<String, Map<String, Object>>> items,
            Field filter) {
        return Route.get(
                        template,
                        role,
                        summary,
                        ask -> {
                            TreeMap<String, Map<String, Object>> all = items.get();
                            Lists.keep(all, ask, filter.name());
                            return Answer.of(Listing.page(ask, all));
                        })
                .asking(Lists.with(filter))
                .answering(Schemas.page());
    }
}
