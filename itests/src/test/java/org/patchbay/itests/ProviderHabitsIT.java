package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.Sipp;
import org.patchbay.itests.server.Ports;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** What providers do, each a scenario of sipp, strict about every message. */
@ExtendWith(SharedServer.class)
class ProviderHabitsIT {
    private static final String PROVIDER = "127.0.0.22";
    private static final String NOBODY = "127.0.0.23";

    @AfterEach
    void removeTrunks(Server server) {
        server.changeDirectory(directory -> directory.withArray("trunks").removeAll());
        Eventually.holds(
                () -> assertTrue(server.console("pbx:trunks").contains("There are no trunks")));
    }

    private static ObjectNode trunk(ArrayNode trunks, String id, String host, int port) {
        ObjectNode trunk = trunks.addObject().put("id", id).put("host", host);
        return trunk.put("port", port).put("transport", "udp");
    }

    private static void account(ObjectNode trunk) {
        trunk.put("username", "4930123").put("secret", "provider-secret");
    }

    private static void shows(Server server, String regex) {
        Eventually.holds(
                () -> {
                    String shown = server.console("pbx:trunks");
                    assertTrue(shown.matches("(?s).*" + regex + ".*"), shown);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"trunk_register", "trunk_register_plain"})
    void a_registration_is_taken_as_it_is_granted(String scenario, Server server) {
        int port = Ports.free(PROVIDER);
        try (Sipp provider = Sipp.provider(server, scenario, PROVIDER, port)) {
            server.changeDirectory(
                    directory -> {
                        ObjectNode trunk =
                                trunk(directory.withArray("trunks"), "provider", PROVIDER, port);
                        account(trunk);
                        trunk.put("registerS", 600).put("keepAliveS", 0);
                    });
            provider.passes();
            shows(server, "provider +up +udp:" + PROVIDER + ":" + port);
            assertTrue(!server.console("pbx:trunks").contains("provider-secret"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"trunk_183_changed", "trunk_200_only", "trunk_ack_lost", "trunk_bye_auth"})
    void a_call_goes_out_whatever_the_provider_is_used_to(String scenario, Server server) {
        int port = Ports.free(PROVIDER);
        int dead = Ports.free(NOBODY);
        server.changeDirectory(
                directory -> {
                    ArrayNode trunks = directory.withArray("trunks");
                    account(trunk(trunks, "provider", PROVIDER, port));
                    trunk(trunks, "dead", NOBODY, dead).put("firstAnswerS", 1);
                });
        shows(server, "provider +unknown");
        try (RoutingScript script =
                        RoutingScript.of(
                                server,
                                "if (call.dialled.startsWith('77'))\n"
                                        + "  return { trunk: ['dead', 'provider'] };");
                Sipp provider = Sipp.provider(server, scenario, PROVIDER, port);
                RawPhone caller = RawPhone.of(server, "1001").registered()) {
            script.inForce();
            RawCall out = caller.call("77123456");
            assertEquals(200, out.first().code());
            shows(server, "provider .* 1");
            out.hangUp();
            provider.passes();
        }
        server.hasNoCalls();
    }

    @Test
    void a_trunk_that_does_not_answer_is_known_before_a_call_tries_it(Server server) {
        int dead = Ports.free(NOBODY);
        server.changeDirectory(
                directory ->
                        trunk(directory.withArray("trunks"), "dead", NOBODY, dead)
                                .put("keepAliveS", 30));
        shows(server, "dead +down .*no answer to OPTIONS");
        try (RoutingScript script =
                        RoutingScript.of(
                                server,
                                "if (call.dialled.startsWith('77')) return { trunk: ['dead'] };");
                RawPhone caller = RawPhone.of(server, "1001").registered()) {
            script.inForce();
            assertEquals(503, caller.call("77123456").first().code());
        }
    }
}
