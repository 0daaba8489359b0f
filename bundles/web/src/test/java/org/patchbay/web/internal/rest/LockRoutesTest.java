package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Query;
import org.patchbay.web.internal.http.Sources;
import org.patchbay.web.internal.login.Guesses;

class LockRoutesTest {
    private final Guesses guesses =
            new Guesses(new Guesses.Rules(5, Duration.ofSeconds(300), 3, 100, Duration.ofHours(1)));
    private final AccessLocks locks =
            new AccessLocks() {
                @Override
                public List<AccessLock> locks() {
                    return guesses.locks(1000);
                }

                @Override
                public int release(String sourceOrAccount) {
                    return guesses.release(sourceOrAccount, 1000);
                }
            };
    private final Router router = new Router(new LockRoutes(() -> List.of(locks)).routes());

    private int delete(String query) throws IOException {
        Route route = router.find("DELETE", List.of("locks")).orElseThrow().route();
        Map<String, String> values =
                query.isEmpty() ? Map.of() : Map.of("of", Query.of(query).get("of").get(0));
        return route.handler()
                .handle(new Ask(Optional.empty(), Map.of(), values, Json.object("{}"), "x"))
                .status();
    }

    @Test
    void an_address_of_either_kind_is_opened_by_the_name_that_the_list_gives_it()
            throws IOException {
        for (String address : List.of("2001:db8:0:1::5", "192.0.2.1")) {
            String source = Sources.of(address);
            for (int i = 0; i < 3; i++) {
                guesses.wrong(source, "user " + i, 1000);
            }
            assertEquals(source, locks.locks().get(0).source());
            assertEquals(204, delete("of=" + source.replace(":", "%3A").replace("/", "%2F")));
            assertEquals(List.of(), locks.locks());
        }
    }

    @Test
    void what_is_not_locked_or_not_named_is_not_opened() {
        assertEquals(
                Problem.Kind.NOT_FOUND,
                assertThrows(Problem.class, () -> delete("of=192.0.2.1")).kind());
        assertEquals(
                Problem.Kind.BAD_REQUEST, assertThrows(Problem.class, () -> delete("")).kind());
    }
}
