package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.patchbay.sip.internal.queue.Alarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of the stack's transactions on a wheel. The stack asks each of its transactions twice
 * a second whether something is due, for half a minute after they ended; its own timer sorts them
 * all under one lock, and whoever took a message waited for that. Made by the stack, by its name.
 */
public final class StackAlarms implements SipTimer {
    private static final Logger LOG = LoggerFactory.getLogger(StackAlarms.class);

    private volatile Alarms alarms;

    @Override
    public void start(SipStackImpl stack, Properties settings) {
        alarms = new Alarms("sip-stack-alarms");
    }

    @Override
    public boolean isStarted() {
        return alarms != null;
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delayMs) {
        return begin(task, delayMs, 0);
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMs, long periodMs) {
        return begin(task, delayMs, periodMs);
    }

    private boolean begin(SIPStackTimerTask task, long delayMs, long periodMs) {
        Repeat repeat = new Repeat(task, periodMs);
        task.setSipTimerTask(repeat);
        if (!repeat.arm(delayMs)) {
            throw new IllegalStateException("the stack's timers are stopped");
        }
        return true;
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        return task.getSipTimerTask() instanceof Repeat repeat && repeat.cancel();
    }

    @Override
    public void stop() {
        Alarms running = alarms;
        alarms = null;
        if (running != null) {
            running.close();
        }
    }

    /** One task of the stack. It goes off on the wheel's thread and is cancelled by any. */
    private final class Repeat implements Runnable {
        private final long periodMs;

        /** Null when it is cancelled: what the stack let go must not be kept by the wheel. */
        private volatile SIPStackTimerTask task;

        private volatile Alarms.Alarm alarm = () -> {};

        /**
         * @param periodMs 0 for once
         */
        Repeat(SIPStackTimerTask task, long periodMs) {
            this.task = task;
            this.periodMs = periodMs;
        }

        boolean arm(long delayMs) {
            Alarms running = alarms;
            if (running == null) {
                return false;
            }
            try {
                alarm = running.set(delayMs, TimeUnit.MILLISECONDS, this);
                return true;
            } catch (IllegalStateException stopped) {
                return false;
            }
        }

        boolean cancel() {
            SIPStackTimerTask cancelled = task;
            if (cancelled == null) {
                return false;
            }
            cancelled.cleanUpBeforeCancel();
            task = null;
            alarm.cancel();
            return true;
        }

        @Override
        public void run() {
            SIPStackTimerTask due = task;
            if (due == null) {
                return;
            }
            try {
                due.runTask();
            } catch (RuntimeException | Error e) { // the timers of all calls hang on this thread
                LOG.error("a timer of the stack failed", e);
            }
            if (periodMs > 0 && task != null) {
                arm(periodMs);
            }
        }
    }
}
