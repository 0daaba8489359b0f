package org.patchbay.call.records.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.RecordQuery;

class SearchAsideTest {
    private interface Answer {
        Object get() throws Exception;
    }

    private static DataSource source(Answer connection) {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (self, method, arguments) -> connection.get());
    }

    private static void search(DataSource source, Duration within) throws Exception {
        SearchAside.run(source, RecordQuery.newest(1), within, (call, legs) -> true);
    }

    @Test
    @Timeout(20)
    void a_database_that_says_nothing_is_not_waited_for_longer_than_asked() {
        CountDownLatch later = new CountDownLatch(1);
        DataSource silent =
                source(
                        () -> {
                            later.await();
                            throw new java.sql.SQLException("too late");
                        });
        assertThrows(RecordBook.TooSlow.class, () -> search(silent, Duration.ofMillis(20)));
        later.countDown();
    }

    @Test
    void what_is_wrong_with_the_database_is_said() {
        DataSource broken =
                source(
                        () -> {
                            throw new java.sql.SQLException("on holiday");
                        });
        RecordBook.Unavailable said =
                assertThrows(
                        RecordBook.Unavailable.class, () -> search(broken, Duration.ofMinutes(1)));
        assertEquals(
                "the database of call records fails: java.sql.SQLException: on holiday",
                said.getMessage());
    }
}
