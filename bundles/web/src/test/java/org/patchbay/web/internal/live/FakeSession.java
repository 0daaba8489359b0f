package org.patchbay.web.internal.live;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A far side that takes texts when the test says so. */
final class FakeSession {
    /** {@code text …}, {@code close 1008 …}, {@code cut}, {@code ping}. */
    final List<String> told = new ArrayList<>();

    private final List<Callback> waiting = new ArrayList<>();

    Session session() {
        return (Session)
                Proxy.newProxyInstance(
                        Session.class.getClassLoader(),
                        new Class<?>[] {Session.class},
                        (p, m, args) -> {
                            switch (m.getName()) {
                                case "sendText" -> {
                                    told.add("text " + args[0]);
                                    waiting.add((Callback) args[1]);
                                }
                                case "close" -> told.add("close " + args[0] + " " + args[1]);
                                case "disconnect" -> told.add("cut");
                                case "sendPing" -> told.add("ping");
                                default -> {}
                            }
                            return null;
                        });
    }

    void take() {
        waiting.remove(0).succeed();
    }
}
