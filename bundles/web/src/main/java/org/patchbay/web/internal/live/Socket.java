package org.patchbay.web.internal.live;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.patchbay.web.internal.http.Who;

/** What the sockets have in common: bounds, pings, and an end. Jetty calls one method at a time. */
public abstract class Socket implements Session.Listener.AutoDemanding {
    static final int MOST_TEXT_BYTES = 64 * 1024;
    static final String LOGGED_OUT = "logged out";
    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final long STUCK_MS = 20_000;

    /** Three pings without a word. */
    private static final long SILENT_MS = 65_000;

    private static final Callback IF_IT_CAN = Callback.from(() -> {}, e -> {});

    private final Who who;
    private final Roster<Socket> roster;
    private final Rate rate;
    private volatile Session session;
    private volatile Outlet outlet;
    private volatile long heardMs;

    // Jetty's thread
    private boolean admitted;

    @SuppressWarnings("unchecked") // each is in the roster of its kind
    Socket(Who who, Roster<? extends Socket> roster, Rate rate) {
        this.who = who;
        this.roster = (Roster<Socket>) roster;
        this.rate = rate;
    }

    final Who who() {
        return who;
    }

    /** What is to be said next. */
    abstract Optional<String> next();

    /** On Jetty's thread, once, unless it is turned away. */
    abstract void opened();

    abstract void said(String text);

    /** Once, whatever ended it. */
    abstract void over();

    @Override
    public final void onWebSocketOpen(Session opened) {
        opened.setIdleTimeout(IDLE);
        heardMs = System.currentTimeMillis();
        outlet = new Outlet(opened, this::next, System::currentTimeMillis);
        session = opened;
        // First the list, then the question: whoever ends a session meanwhile finds it there.
        if (!roster.enter(this)) {
            closeNow(StatusCode.TRY_AGAIN_LATER, "too many");
        } else if (!roster.knows(who)) {
            closeNow(StatusCode.POLICY_VIOLATION, LOGGED_OUT);
        } else {
            admitted = true;
            opened();
        }
    }

    @Override
    public final void onWebSocketPong(ByteBuffer payload) {
        heardMs = System.currentTimeMillis();
    }

    @Override
    public final void onWebSocketText(String text) {
        heardMs = System.currentTimeMillis();
        if (!admitted) {
            return; // it is being closed
        }
        if (rate.take(heardMs)) {
            said(text);
        } else {
            closeNow(StatusCode.POLICY_VIOLATION, "too much at once");
        }
    }

    @Override
    public final void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        closeNow(StatusCode.BAD_DATA, "texts only");
    }

    @Override
    public final void onWebSocketError(Throwable cause) {
        // what follows is the close
    }

    @Override
    public final void onWebSocketClose(int code, String reason) {
        roster.leave(this);
        over();
    }

    final void pump() {
        Outlet present = outlet;
        if (present != null) {
            present.pump();
        }
    }

    final void closeNow(int code, String reason) {
        Session present = session;
        if (present != null) {
            present.close(code, reason, IF_IT_CAN);
        }
    }

    /** Closes it where it would no longer be let in. */
    final void ask() {
        if (!roster.knows(who)) {
            closeNow(StatusCode.POLICY_VIOLATION, LOGGED_OUT);
        }
    }

    /** Asks whether the far side is still there, and lets go of one that takes nothing. */
    final void tick(long nowMs) {
        Session present = session;
        if (outlet.isStuck(nowMs, STUCK_MS) || nowMs - heardMs > SILENT_MS) {
            present.disconnect();
        } else {
            present.sendPing(ByteBuffer.allocate(0), IF_IT_CAN);
        }
    }
}
