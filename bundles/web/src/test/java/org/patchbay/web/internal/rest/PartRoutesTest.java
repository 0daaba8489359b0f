package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.Counters;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.Route;
import org.patchbay.directory.api.Routing;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.User;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaEngineSnapshot;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.view.DirectoryView;

class PartRoutesTest {
    private static Route route(String id, OptionalInt timeoutS) {
        return new Route(
                id,
                Route.When.ALWAYS,
                new Route.Step(
                        List.of("device:1001"),
                        false,
                        Optional.empty(),
                        timeoutS,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    private static final Directory DIRECTORY =
            new Directory(
                    "pbx.example",
                    7,
                    Map.of("anna", new User("anna", "Anna", "101", List.of("1001"))),
                    Map.of("1001", new Device("1001", Set.of("tls", "tcp"), List.of("PCMA"))),
                    Map.of("all", new Group("all", "200", List.of("user:anna"), true, 20)),
                    List.of(new Room("8xxx", "Room", 4, false)),
                    Map.of(
                            "acme",
                            new Trunk(
                                    "acme",
                                    "sip.example",
                                    5060,
                                    "udp",
                                    List.of("192.0.2.1"),
                                    List.of(),
                                    "account-4711")),
                    new Routing(
                            Map.of(),
                            List.of(
                                    route("z", OptionalInt.of(25)),
                                    route("a", OptionalInt.empty()))));

    /** One that refuses its source as it is now. */
    private static final UserDirectory HELD =
            new UserDirectory() {
                @Override
                public Directory current() {
                    return DIRECTORY;
                }

                @Override
                public Optional<String> ha1(Account account, DigestAlgorithm a, String realm) {
                    return Optional.of("secret");
                }

                @Override
                public Optional<String> refusal() {
                    return Optional.of("line 3: no comma");
                }

                @Override
                public AutoCloseable onChange(Consumer<Directory> listener) {
                    return () -> {};
                }
            };

    private static Counters counters(String part, Map<String, Long> figures) {
        return new Counters() {
            @Override
            public String part() {
                return part;
            }

            @Override
            public SortedMap<String, Long> read() {
                return new TreeMap<>(figures);
            }
        };
    }

    private static MediaEngine engine() {
        TreeMap<Long, Long> ticks = new TreeMap<>(Map.of(15L, 4711L, 31L, 2L));
        MediaEngineSnapshot snapshot =
                new MediaEngineSnapshot(
                        4,
                        2,
                        8,
                        92,
                        List.of(
                                new MediaEngineSnapshot.Loop(
                                        "media-0",
                                        4,
                                        2,
                                        0.25,
                                        new MediaEngineSnapshot.Lateness(10, 20, 31, ticks))));
        return (MediaEngine)
                Proxy.newProxyInstance(
                        MediaEngine.class.getClassLoader(),
                        new Class<?>[] {MediaEngine.class},
                        (self, method, arguments) -> snapshot);
    }

    private Optional<UserDirectory> directory = Optional.of(HELD);
    private Optional<MediaEngine> media = Optional.of(engine());
    private final List<Counters> counters =
            List.of(
                    counters("sip", Map.of("calls.refused-busy", 3L, "messages", 9L)),
                    counters("hub", Map.of("calls", 1L)));
    private final Asking ask =
            new Asking(new PartRoutes(() -> directory, () -> counters, () -> media).routes());

    private Problem.Kind refused(String path) {
        return assertThrows(Problem.class, () -> ask.get(path), path).kind();
    }

    @Test
    void the_directory_says_how_much_it_has_and_why_its_source_is_refused() throws IOException {
        assertEquals(
                "{\"domain\":\"pbx.example\",\"version\":7,\"inForce\":false,"
                        + "\"refused\":\"line 3: no comma\",\"counts\":{\"users\":1,\"devices\":1,"
                        + "\"groups\":1,\"rooms\":1,\"trunks\":1,\"routes\":2}}",
                ask.text("/directory"));
    }

    @Test
    void each_kind_is_a_list_without_secrets() throws IOException {
        for (String kind : DirectoryView.KINDS.keySet()) {
            String list = ask.text("/directory/" + kind);
            assertFalse(list.contains("account-4711"), list);
            assertFalse(list.contains("pinDigits"), list);
        }
        assertEquals("1001", ask.json("/directory/users").at("/items/0/devices/0").asText());
        assertEquals("tcp", ask.json("/directory/devices").at("/items/0/transports/0").asText());
        assertEquals("user:anna", ask.json("/directory/groups").at("/items/0/members/0").asText());
        assertTrue(ask.json("/directory/rooms").at("/items/0/pin").asBoolean());
        assertEquals("192.0.2.1", ask.json("/directory/trunks").at("/items/0/sources/0").asText());
        assertEquals(Problem.Kind.NOT_FOUND, refused("/directory/secrets"));
    }

    @Test
    void routes_stand_in_the_order_in_which_they_are_tried() throws IOException {
        JsonNode routes = ask.json("/directory/routes").path("items");
        assertEquals("z", routes.at("/0/id").asText());
        assertEquals(25, routes.at("/0/step/timeoutS").asInt());
        assertEquals("device:1001", routes.at("/0/step/ring/0").asText());
        assertEquals("a", routes.at("/1/id").asText());
        assertFalse(routes.at("/1/step").has("timeoutS"));
    }

    @Test
    void every_counter_is_told_with_its_part() throws IOException {
        assertEquals(
                "{\"items\":[{\"part\":\"hub\",\"name\":\"calls\",\"value\":1},"
                        + "{\"part\":\"sip\",\"name\":\"calls.refused-busy\",\"value\":3},"
                        + "{\"part\":\"sip\",\"name\":\"messages\",\"value\":9}]}",
                ask.text("/counters"));
        assertEquals(1, ask.json("/counters?part=hub").path("items").size());
        assertEquals(1, ask.json("/counters?q=busy").path("items").size());
    }

    @Test
    void media_loops_say_how_late_they_are_and_all_ticks_where_asked() throws IOException {
        assertEquals(
                "{\"sessions\":4,\"mixes\":2,\"portPairsInUse\":8,\"portPairsFree\":92,"
                        + "\"loops\":[{\"name\":\"media-0\",\"sessions\":4,\"mixes\":2,"
                        + "\"busy\":0.25,\"ticks\":4713,\"lateP50Us\":10,\"lateP99Us\":20,"
                        + "\"lateMaxUs\":31}]}",
                ask.text("/media"));
        assertEquals(
                "{\"15\":4711,\"31\":2}",
                ask.json("/media?ticks=true").at("/loops/0/ticksByLateUs").toString());
        assertEquals(Problem.Kind.BAD_REQUEST, refused("/media?ticks=1"));
    }

    @Test
    void a_part_that_is_not_there_is_said_to_be_so() throws IOException {
        directory = Optional.empty();
        media = Optional.empty();
        for (String path : List.of("/directory", "/directory/users", "/media")) {
            assertEquals(Problem.Kind.ABSENT, refused(path), path);
        }
    }
}
