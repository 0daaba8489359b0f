package org.patchbay.web.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Reads bodies: few at once of one source or user, each within its time. Whoever sends one slowly,
 * or none, keeps no thread from others.
 */
public final class Bodies {
    static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_STRANGERS = 64;
    private static final int MOST_OF_SOURCE = 8;
    private static final int MOST_KNOWN = 256;
    private static final int MOST_OF_USER = 16;

    /** Hears what came of a body, once, on a thread that may wait. */
    public interface Then {
        void read(String text);

        /**
         * @param ended whether all of it came, so that another request may follow it
         */
        void refused(Problem why, boolean ended);
    }

    /** Does something after a while. */
    public interface Later {
        Future<?> run(Runnable work, Duration in);
    }

    private final Seats strangers = new Seats(MOST_STRANGERS, MOST_OF_SOURCE);
    private final Seats known = new Seats(MOST_KNOWN, MOST_OF_USER);
    private final Later later;

    public Bodies(Later later) {
        this.later = later;
    }

    /**
     * Returns at once.
     *
     * @param source of whom nobody knows
     * @throws Problem where too many come already
     */
    public void read(HttpServletRequest request, Optional<Who> who, String source, Then then)
            throws IOException {
        Seats seats = who.isPresent() ? known : strangers;
        String whose = who.map(Who::seat).orElse(source);
        if (!seats.take(whose)) {
            throw Problem.later(Problem.Kind.ABSENT, "too many send something at once", 2);
        }
        AsyncContext async;
        ServletInputStream in;
        try {
            in = request.getInputStream();
            async = request.startAsync();
        } catch (IOException | RuntimeException e) {
            seats.leave(whose);
            throw e;
        }
        begin(async, in, new Ending(async, () -> seats.leave(whose), then));
    }

    private void begin(AsyncContext async, ServletInputStream in, Ending ending) {
        async.setTimeout(0); // ours is for the body alone, not for what is done with it
        Body body = new Body(in, ending);
        Problem slow = Problem.of(Problem.Kind.TOO_SLOW, "the body does not end");
        try {
            ending.deadline = later.run(() -> async.start(() -> body.refuse(slow)), LONGEST);
            in.setReadListener(body);
        } catch (RuntimeException e) {
            body.refuse(Problem.of(Problem.Kind.ABSENT, "the house is being changed"));
        }
    }

    /** Gives the seat back as soon as the body needs it no more, then lets the answer be made. */
    private static final class Ending implements Then {
        private final AsyncContext async;
        private final Runnable leave;
        private final Then then;
        private volatile Future<?> deadline;

        private Ending(AsyncContext async, Runnable leave, Then then) {
            this.async = async;
            this.leave = leave;
            this.then = then;
        }

        @Override
        public void read(String text) {
            end(() -> then.read(text));
        }

        @Override
        public void refused(Problem why, boolean ended) {
            end(() -> then.refused(why, ended));
        }

        private void end(Runnable answer) {
            leave.run();
            Future<?> present = deadline;
            if (present != null) {
                present.cancel(false);
            }
            try {
                answer.run();
            } finally {
                async.complete();
            }
        }
    }
}
