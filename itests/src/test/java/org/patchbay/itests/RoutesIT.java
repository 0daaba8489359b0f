package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.server.ShownCall;
import org.patchbay.itests.sound.Tone;

/** Routes of the directory, and the branches of a plan, with phones. */
@ExtendWith(SharedServer.class)
class RoutesIT {
    private Server routed;

    @AfterEach
    void takeAway() {
        if (routed != null) {
            change(routed, directory -> directory.remove("routes"), "0 routes");
        }
    }

    /** For 5551. */
    private void route(Server server, String step) {
        routed = server;
        change(
                server,
                directory -> {
                    ObjectNode route = directory.putArray("routes").addObject();
                    route.put("id", "wanted").putObject("when").put("called", "555x");
                    route.setAll(object(step));
                },
                "1 routes");
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void change(
            Server server, java.util.function.Consumer<ObjectNode> change, String says) {
        int mark = server.logMark();
        server.changeDirectory(change);
        server.logs(mark, "directory version .* " + Pattern.quote(says));
    }

    @Test
    void a_busy_phone_leads_to_another_and_one_that_does_not_answer_to_a_third(Server server) {
        route(
                server,
                "{'ring': 'device:1002', 'otherwise': {'busy': {"
                        + "'ring': 'user:u1003', 'timeoutS': 2, 'otherwise': {'noAnswer': {"
                        + "'ring': 'device:1005'}}}}}");
        try (BaresipPhone caller = BaresipPhone.registered(server, Settings.of("1004"));
                RawPhone busy =
                        RawPhone.of(server, "1002", o -> o.put("reject", 486)).registered();
                BaresipPhone silent = BaresipPhone.registered(server, Settings.of("1003"));
                BaresipPhone third = BaresipPhone.registered(server, Settings.of("1005"))) {
            caller.dial("5551");
            busy.incoming();
            silent.rings();
            third.rings();
            silent.isOver();
            String call = ShownCall.of(server).text();
            assertTrue(call.contains("routing/stock.mjs@"), call);
            assertTrue(call.contains("route wanted"), call);
            third.answer();
            third.talks();
            caller.talks();
            Ear.hearEachOther(caller, third, 1);
            third.hangUp();
            caller.isOver();
        }
        server.hasNoCalls();
    }

    @Test
    void a_box_that_is_not_there_is_named_and_the_call_goes_on(Server server) {
        route(
                server,
                "{'ring': 'device:1002', 'voicemail': 'sales', 'otherwise': {'unreachable': {"
                        + "'ring': 'device:1003'}}}");
        int mark = server.logMark();
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone busy =
                        RawPhone.of(server, "1002", o -> o.put("reject", 486)).registered();
                RawPhone other = RawPhone.of(server, "1003").registered()) {
            RawCall out = caller.ring("5551");
            busy.incoming();
            RawCall in = other.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            server.logs(mark, "call \\S+: no app 'voicemail' is installed");
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_box_or_a_menu_that_is_there_gets_the_call_with_its_name(Server server) {
        app(server, "voicemail", "call.args.box === 'sales' ? 880 : 440");
        app(server, "ivr", "call.args.menu === 'main' ? 1320 : 440");
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone busy =
                        RawPhone.of(server, "1002", o -> o.put("reject", 486)).registered()) {
            route(server, "{'ring': 'device:1002', 'voicemail': 'sales'}");
            hears(caller, busy, 1, 880);
            route(server, "{'ring': 'device:1002', 'otherwise': {'busy': {'menu': 'main'}}}");
            hears(caller, busy, 2, 1320);
        } finally {
            takeAway(server, "voicemail");
            takeAway(server, "ivr");
        }
        server.hasNoCalls();
    }

    private static void hears(RawPhone caller, RawPhone busy, int nth, int hz) {
        RawCall out = caller.ring("5551");
        busy.incoming(nth);
        assertEquals(200, out.finalResponse().code());
        out.listen();
        out.heard(1.5).hears(new Tone(hz, -12));
        out.hangUp();
    }

    private static void app(Server server, String name, String hz) {
        int mark = server.logMark();
        server.save(
                server.scripts().resolve("apps/" + name + ".mjs"),
                "export async function run(call) {\n  await call.answer();\n"
                        + "  await call.tone({ hz: "
                        + hz
                        + ", ms: 20000, db: -12 });\n}\n");
        server.logs(mark, "Script apps/" + name + ".mjs@\\d+ is in force");
    }

    private static void takeAway(Server server, String name) {
        int mark = server.logMark();
        server.remove(server.scripts().resolve("apps/" + name + ".mjs"));
        server.logs(mark, "Script apps/" + name + ".mjs was removed");
    }

    @Test
    void a_route_to_nobody_is_refused_and_the_old_one_stays(Server server) {
        route(server, "{'reject': 'declined'}");
        int mark = server.logMark();
        server.changeDirectory(
                directory ->
                        ((ObjectNode) directory.withArray("routes").get(0))
                                .set("otherwise", object("{}")));
        server.logs(
                mark, "line \\d+, column \\d+, \\$\\.routes\\[0\\]\\.otherwise: 'otherwise' needs");
        try (RawPhone caller = RawPhone.of(server, "1004").registered()) {
            assertEquals(603, caller.call("5551").first().code());
        }
        assertTrue(server.console("pbx:directory").contains("$.routes[0].otherwise"));
    }
}
