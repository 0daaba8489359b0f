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
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.Sipp;
import org.patchbay.itests.server.Ports;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Tone;
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
            strings = {
                "trunk_183_changed",
                "trunk_200_only",
                "trunk_two_codecs",
                "trunk_refresh",
                "trunk_ack_lost",
                "trunk_bye_auth"
            })
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

    /** OPTIONS that ask whether we are there, a number marked as such, and who calls. */
    @Test
    void a_call_comes_in_as_providers_bring_it(Server server) {
        try (RawPhone provider =
                        RawPhone.peer(
                                server.address(),
                                "4930555",
                                new Tone(1900, Tone.USUAL_DB),
                                PROVIDER + ":" + Ports.free(PROVIDER));
                RawPhone callee = RawPhone.of(server, "1002").registered()) {
            server.changeDirectory(
                    directory -> {
                        String[] at = provider.address().split(":");
                        ObjectNode trunk =
                                trunk(
                                        directory.withArray("trunks"),
                                        "provider",
                                        at[0],
                                        Integer.parseInt(at[1]));
                        trunk.put("trusted", true).putArray("sources").add(at[0]);
                    });
            shows(server, "provider +unknown");
            assertEquals(200, provider.request("OPTIONS", "", false).code());
            RawCall out =
                    provider.call(
                            "sip:1002@" + server.address() + ";user=phone",
                            o ->
                                    o.put("wait", false)
                                            .put(
                                                    "headers",
                                                    "P-Asserted-Identity:"
                                                            + " <sip:+4940999@acme.test;user=phone>\r\n"));
            RawCall in = callee.incoming();
            String from = in.first().header("from").orElse("");
            assertTrue(from.contains("sip:+4940999@"), from);
            in.answer();
            assertEquals(200, out.finalResponse().code());
            assertEquals(200, out.inDialog("OPTIONS", "").code());
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_full_trunk_gives_way_to_the_next(Server server) {
        int port = Ports.free(PROVIDER);
        int other = Ports.free(NOBODY);
        server.changeDirectory(
                directory -> {
                    ArrayNode trunks = directory.withArray("trunks");
                    trunk(trunks, "first", PROVIDER, port).put("maxCalls", 1);
                    trunk(trunks, "second", NOBODY, other).put("callerId", "+4930100");
                });
        shows(server, "first +unknown .*0/1");
        Tone tone = new Tone(1900, Tone.USUAL_DB);
        try (RoutingScript script =
                        RoutingScript.of(
                                server,
                                "if (call.dialled.startsWith('77'))\n"
                                        + "  return { trunk: ['first', 'second'] };");
                RawPhone first =
                        RawPhone.peer(server.address(), "one", tone, PROVIDER + ":" + port);
                RawPhone second =
                        RawPhone.peer(server.address(), "two", tone, NOBODY + ":" + other);
                RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1003").registered()) {
            script.inForce();
            RawCall out = one.ring("77123456");
            first.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            RawCall next = two.ring("77654321");
            RawCall in = second.incoming();
            String from = in.first().header("from").orElse("");
            assertTrue(from.contains("sip:+4930100@"), from);
            shows(server, "first +unknown .*1/1");
            in.answer();
            assertEquals(200, next.finalResponse().code());
            out.hangUp();
            next.hangUp();
        }
        server.hasNoCalls();
    }
}
