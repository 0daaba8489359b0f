package org.patchbay.call.records.internal.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Flyway tells of each start is for those who look for something. Made by Flyway, by name. */
public final class QuietLog implements LogCreator {
    @Override
    public Log createLogger(Class<?> type) {
        return new Quiet(LoggerFactory.getLogger(type));
    }

    private record Quiet(Logger to) implements Log {
        @Override
        public boolean isDebugEnabled() {
            return to.isDebugEnabled();
        }

        @Override
        public void debug(String message) {
            to.debug(message);
        }

        @Override
        public void info(String message) {
            to.debug(message);
        }

        @Override
        public void warn(String message) {
            // That a database is newer than Flyway is known here: the tests have run with it.
            if (message.startsWith("Flyway upgrade recommended")) {
                to.debug(message);
            } else {
                to.warn(message);
            }
        }

        @Override
        public void error(String message) {
            to.error(message);
        }

        @Override
        public void error(String message, Exception why) {
            to.error(message, why);
        }

        @Override
        public void notice(String message) {
            to.debug(message);
        }
    }
}
