package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Ports;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Tone;
import org.patchbay.testkit.Eventually;

/** A trunk that is known by its address alone: calls in and out, as the scripts decide. */
@ExtendWith(SharedServer.class)
class TrunkIT {
    private static final String PROVIDER = "127.0.0.20";
    private static final String STRANGER = "127.0.0.21";
    private static final Tone PROVIDERS_TONE = new Tone(1900, Tone.USUAL_DB);

    private static RawPhone provider;

    @BeforeAll
    static void addTrunk(Server server) {
        provider =
                RawPhone.peer(
                        server.address(),
                        "provider",
                        PROVIDERS_TONE,
                        PROVIDER + ":" + Ports.free(PROVIDER));
        String[] address = provider.address().split(":");
        server.changeDirectory(
                directory -> {
                    ArrayNode trunks = directory.withArray("trunks");
                    trunks.removeAll();
                    ObjectNode trunk = trunks.addObject();
                    trunk.put("id", "demo-trunk").put("host", address[0]);
                    trunk.put("port", Integer.parseInt(address[1])).put("transport", "udp");
                    trunk.putArray("sources").add(provider.address());
                });
        Eventually.holds(() -> assertTrue(server.console("pbx:directory").contains("demo-trunk")));
    }

    @AfterAll
    static void removeTrunk(Server server) {
        provider.close();
        server.changeDirectory(directory -> directory.withArray("trunks").removeAll());
    }

    @Test
    void a_call_from_the_trunk_rings_the_user_of_that_number(Server server) {
        try (RawPhone callee = RawPhone.of(server, "1001").registered()) {
            RawCall out = provider.ring("1001");
            RawCall in = callee.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            assertTrue(in.first().header("from").orElse("").contains("provider"));
            Ear.hearEachOther(out, in, 1.5);
            in.hangUp();
            out.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void an_external_number_goes_out_by_the_trunk(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered()) {
            int known = incomingOfProvider();
            RawCall out = caller.ring("0301234567");
            RawCall in = provider.incoming(known + 1);
            assertTrue(in.first().uri().startsWith("sip:0301234567@" + PROVIDER), in.first()::uri);
            in.answer();
            assertEquals(200, out.finalResponse().code());
            Ear.hearEachOther(out, in, 1.5);
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_route_gives_the_trunk_the_form_of_number_that_it_wants(Server server) {
        numbersAreDialledAsIn(server, "DE");
        int mark = server.logMark();
        server.changeDirectory(
                directory -> {
                    ObjectNode route = directory.putArray("routes").addObject();
                    route.put("id", "out").put("trunk", "demo-trunk").put("form", "e164");
                    route.putObject("when").put("called", ".");
                });
        server.logs(mark, "directory version .* 1 routes");
        try (RawPhone caller = RawPhone.of(server, "1001").registered()) {
            for (String[] call :
                    new String[][] {
                        {"0301234567", "+49301234567"},
                        {"00442079460018", "+442079460018"},
                        {"112", "112"}
                    }) {
                int known = incomingOfProvider();
                RawCall out = caller.ring(call[0]);
                RawCall in = provider.incoming(known + 1);
                assertTrue(in.first().uri().startsWith("sip:" + call[1] + "@"), in.first()::uri);
                out.cancel();
                assertEquals(487, out.finalResponse().code());
                in.request("CANCEL");
            }
        } finally {
            server.changeDirectory(directory -> directory.remove("routes"));
            numbersAreDialledAsIn(server, "");
        }
    }

    private static void numbersAreDialledAsIn(Server server, String country) {
        int mark = server.logMark();
        server.console("config:property-set -p org.patchbay.numbers country '" + country + "'");
        server.logs(mark, "numbers are read as in " + (country.isEmpty() ? "no country" : country));
    }

    @Test
    void the_inbound_function_of_a_script_decides(Server server) {
        try (RoutingScript script =
                        RoutingScript.ofInbound(
                                server,
                                "if (call.trunk === 'demo-trunk' && call.called === '49301000')\n"
                                        + "  return { ring: ['device:1002'], timeoutS: 10 };");
                RawPhone callee = RawPhone.of(server, "1002").registered()) {
            script.inForce();
            RawCall out = provider.ring("49301000");
            RawCall in = callee.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
        }
    }

    @Test
    void the_outbound_function_of_a_script_decides(Server server) {
        try (RoutingScript script =
                        RoutingScript.of(
                                server,
                                "if (call.dialled.startsWith('77'))\n"
                                        + "  return { trunk: ['demo-trunk'], number: '+49' +"
                                        + " call.dialled.slice(2), callerId: '+4930555' };");
                RawPhone caller = RawPhone.of(server, "1001").registered()) {
            script.inForce();
            int known = incomingOfProvider();
            RawCall out = caller.ring("77123456");
            RawCall in = provider.incoming(known + 1);
            assertTrue(in.first().uri().startsWith("sip:+49123456@"), in.first()::uri);
            assertTrue(in.first().header("from").orElse("").contains("+4930555"));
            out.cancel();
            assertEquals(487, out.finalResponse().code());
            in.request("CANCEL");
        }
    }

    @Test
    void an_unknown_number_from_the_trunk_is_404(Server server) {
        assertEquals(404, provider.call("4711").first().code());
    }

    @Test
    void a_stranger_is_asked_for_credentials(Server server) {
        try (RawPhone stranger =
                RawPhone.peer(server.address(), "provider", PROVIDERS_TONE, STRANGER + ":0")) {
            int code = stranger.call("1001").first().code();
            assertTrue(code == 401 || code == 407 || code == 403, () -> "a stranger got " + code);
        }
    }

    private static int incomingOfProvider() {
        return (int)
                provider.inbox("INVITE").stream()
                        .filter(m -> m.code() == 0)
                        .map(m -> m.header("call-id").orElse(""))
                        .distinct()
                        .count();
    }
}
