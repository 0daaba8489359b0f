package org.patchbay.sip.internal.edge;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that the stack makes, in a group of their own: so they are known by name, end with
 * the stack and can be waited for.
 */
final class StackThreads {
    private static final Logger LOG = LoggerFactory.getLogger(StackThreads.class);
    private static final long JOIN_MS = 3_000;

    private final ThreadGroup group;

    StackThreads(String name) {
        group = new ThreadGroup(name);
    }

    /** Runs the start in the group: what it starts inherits the group and the daemon state. */
    <T> T call(Callable<T> start) {
        FutureTask<T> task = new FutureTask<>(start);
        Thread starter = new Thread(group, task, "sip-stack-start");
        starter.setDaemon(true);
        starter.setContextClassLoader(StackThreads.class.getClassLoader());
        starter.start();
        try {
            return task.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new SipStartException("SIP cannot start: " + rootOf(e), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SipStartException("interrupted", e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new SipStartException("SIP does not start", e);
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** Gives every thread of the stack a name of our kind. */
    void rename() {
        for (Thread thread : running()) {
            if (!thread.getName().startsWith("sip-")) {
                thread.setName("sip-" + thread.getName());
            }
        }
    }

    private Thread[] running() {
        Thread[] found = new Thread[group.activeCount() + 32];
        int count = group.enumerate(found);
        return java.util.Arrays.copyOf(found, count);
    }

    /**
     * Waits for all of them, after the stack was stopped. Its event scanner waits for an event
     * without a limit, so that only an interrupt shows it the end; what still works on a message is
     * given time before.
     */
    void join() {
        interrupt(thread -> thread.getState() == Thread.State.WAITING);
        await(JOIN_MS / 2);
        interrupt(thread -> true);
        await(JOIN_MS / 2);
        for (Thread thread : running()) {
            if (thread != Thread.currentThread()) {
                LOG.warn("thread {} of the SIP stack does not stop", thread.getName());
            }
        }
    }

    private void interrupt(Predicate<Thread> which) {
        for (Thread thread : running()) {
            if (which.test(thread)) {
                thread.interrupt();
            }
        }
    }

    private void await(long ms) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        try {
            for (Thread thread : running()) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (thread != Thread.currentThread() && leftMs > 0) {
                    thread.join(leftMs);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
