package org.patchbay.itests.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.patchbay.itests.server.FailedLog;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SignIns;

/**
 * A server of a class's own, and a page in a browser where one is signed in. Each test begins with
 * a page that has nothing of the one before; it leaves no call behind, and nothing that the page
 * complained of.
 */
public final class SignedInPage
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestWatcher {
    private final String name;
    private final int rtpPorts;
    private final String number;
    private final String role;
    private Server server;
    private Softphone page;
    private int mark;

    private SignedInPage(String name, int rtpPorts, String number, String role) {
        this.name = name;
        this.rtpPorts = rtpPorts;
        this.number = number;
        this.role = role;
    }

    /**
     * @param name of the server, for its files
     * @param number of the demo directory's user who signs in
     */
    public static SignedInPage of(String name, int rtpPorts, String number, String role) {
        return new SignedInPage(name, rtpPorts, number, role);
    }

    public Server server() {
        return server;
    }

    public Softphone page() {
        return page;
    }

    /** A phone on a desk. */
    public RawPhone raw(String user) {
        return RawPhone.of(server, user).registered();
    }

    /** The page calls it, and they talk. */
    public RawCall talk(RawPhone desk) {
        page.dial(desk.user());
        RawCall in = desk.incoming().answer();
        page.talks("Phone " + desk.user());
        Ear.hearEachOther(page, in, 1);
        return in;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server =
                Server.start(
                        name,
                        Server.HOST,
                        rtpPorts,
                        home -> SignIns.allow(home, Softphone.user(number), role));
        page = Softphone.signedIn(server, number);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        mark = server.logMark();
        page.anew();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertEquals(List.of(), page.problems());
        server.hasNoCalls();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        FailedLog.keep(context, cause, server, mark);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (page != null) {
            page.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
