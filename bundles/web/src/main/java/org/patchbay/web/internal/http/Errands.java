package org.patchbay.web.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Does what may take a while on threads of its own, few at once and fewer of one user: those that
 * serve pages and phones in browsers do not wait for it.
 */
public final class Errands {
    /** So many threads are enough. */
    public static final int MOST = 4;

    private static final int MOST_OF_USER = 2;

    private final Seats seats = new Seats(MOST, MOST_OF_USER);
    private final Executor threads;

    public Errands(Executor threads) {
        this.threads = threads;
    }

    /**
     * Returns at once.
     *
     * @param work makes the whole answer
     * @throws Problem where too many are done already
     */
    public void run(HttpServletRequest request, Who who, Runnable work) {
        String whose = who.seat();
        if (!seats.take(whose)) {
            throw Problem.later(
                    Problem.Kind.ABSENT, "too many ask at once for what takes a while", 2);
        }
        AsyncContext async;
        try {
            async = request.startAsync();
            async.setTimeout(0); // the work has its own
        } catch (RuntimeException e) {
            seats.leave(whose);
            throw e;
        }
        Runnable errand =
                () -> {
                    try {
                        work.run();
                    } finally {
                        seats.leave(whose);
                        async.complete();
                    }
                };
        try {
            threads.execute(errand);
        } catch (RejectedExecutionException e) {
            errand.run(); // the house stops: nobody is kept
        }
    }
}
