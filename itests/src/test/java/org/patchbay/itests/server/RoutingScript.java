package org.patchbay.itests.server;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A routing script of a test's own, asked before the stock one; removed at the end. */
public final class RoutingScript implements AutoCloseable {
    /** Asked before the shipped scripts, which have 100. */
    private static final int RANK = 200;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Server server;
    private final String name;
    private final Path file;
    private int mark;

    private RoutingScript(Server server) {
        this.server = server;
        this.name = "test" + COUNT.incrementAndGet();
        this.file = server.scripts().resolve("routing/" + name + ".mjs");
    }

    /** A number that rings a target. */
    public static RoutingScript ring(Server server, String number, String target, int timeoutS) {
        return of(
                server,
                "if (call.dialled === '%s') return { ring: ['%s'], timeoutS: %d };"
                        .formatted(number, target, timeoutS));
    }

    /** With a body for calls of our own devices, which sees {@code call} and {@code pbx}. */
    public static RoutingScript of(Server server, String outboundBody) {
        RoutingScript script = new RoutingScript(server);
        script.change(outboundBody);
        return script;
    }

    /** With a body for calls that come by a trunk. */
    public static RoutingScript ofInbound(Server server, String inboundBody) {
        RoutingScript script = new RoutingScript(server);
        script.save(
                "export const rank = "
                        + RANK
                        + ";\nexport function inbound(call, pbx) {\n"
                        + inboundBody
                        + "\n}\n");
        return script;
    }

    public void change(String outboundBody) {
        save(
                "export const rank = "
                        + RANK
                        + ";\nexport function outbound(call, pbx) {\n"
                        + outboundBody
                        + "\n}\n");
    }

    /** Saves anything, as it is. */
    public void save(String text) {
        mark = server.logMark();
        server.save(file, text);
    }

    /** Waits until what was saved last is in force. */
    public RoutingScript inForce() {
        server.logs(mark, "Script \\S*" + name + "\\S* is in force");
        return this;
    }

    public String name() {
        return name;
    }

    @Override
    public void close() {
        server.remove(file);
    }
}
