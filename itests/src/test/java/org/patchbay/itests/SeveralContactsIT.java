package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.Ringing;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;

/** One user, several phones. */
@ExtendWith(SharedServer.class)
class SeveralContactsIT {
    @Test
    void a_device_registered_twice_rings_twice(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone desk = RawPhone.of(server, "1005").registered();
                RawPhone soft =
                        RawPhone.of(server, "1005", o -> o.put("transport", "tcp")).registered()) {
            ringsBoth(caller, "1005", desk, soft);
        }
        server.hasNoCalls();
    }

    @Test
    void a_user_with_two_devices_is_rung_on_both(Server server) {
        server.changeDirectory(directory -> devicesOf(directory, "1006", "1006", "1007"));
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone desk = RawPhone.of(server, "1006").registered();
                RawPhone soft = RawPhone.of(server, "1007").registered()) {
            ringsBoth(caller, "1006", desk, soft);
        } finally {
            server.changeDirectory(directory -> devicesOf(directory, "1006", "1006"));
        }
        server.hasNoCalls();
    }

    @Test
    void who_declines_on_one_phone_declines_on_all(Server server) {
        server.changeDirectory(directory -> devicesOf(directory, "1006", "1006", "1007"));
        try (Ringing user = Ringing.of(server, "1004", "1006", "1006", "1006", "1007")) {
            user.call(0).reject(603);
            user.call(1).request("CANCEL");
            user.call(2).request("CANCEL");
            assertEquals(603, user.out().finalResponse().code());
        } finally {
            server.changeDirectory(directory -> devicesOf(directory, "1006", "1006"));
        }
        server.hasNoCalls();
    }

    @Test
    void one_who_unregisters_is_not_rung(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone desk = RawPhone.of(server, "1005").registered();
                RawPhone soft = RawPhone.of(server, "1005").registered()) {
            assertEquals(200, soft.register(0).code());
            RawCall out = caller.ring("1005");
            RawCall in = desk.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            assertEquals(0, soft.inbox("INVITE").size());
            in.hangUp();
            out.hasEnded();
        }
    }

    private static void ringsBoth(RawPhone caller, String number, RawPhone desk, RawPhone soft) {
        RawCall out = caller.ring(number);
        RawCall atDesk = desk.incoming();
        RawCall atSoft = soft.incoming();
        atSoft.answer();
        assertEquals(200, out.finalResponse().code());
        atDesk.request("CANCEL");
        Ear.hearEachOther(out, atSoft, 1);
        out.hangUp();
        atSoft.hasEnded();
    }

    static void devicesOf(ObjectNode directory, String userNumber, String... devices) {
        for (JsonNode user : directory.get("users")) {
            if (user.path("number").asText().equals(userNumber)) {
                var list = ((ObjectNode) user).putArray("devices");
                for (String device : devices) {
                    list.add(device);
                }
            }
        }
    }
}
