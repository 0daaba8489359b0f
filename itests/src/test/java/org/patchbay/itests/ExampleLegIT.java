package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Plugin;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;

/** {@code examples/echo-leg} comes to a running server and goes; a script rings its target. */
@ExtendWith(SharedServer.class)
class ExampleLegIT {
    private static final String NUMBER = "5560";

    @Test
    void its_target_answers_from_deploy_to_delete(Server server) {
        try (RoutingScript script = RoutingScript.ring(server, NUMBER, "echo:me", 20);
                Plugin legs = Plugin.example(server, "echo-leg", "org.example.echoleg");
                RawPhone other = RawPhone.of(server, "1006").registered();
                BaresipPhone phone = BaresipPhone.registered(server, Settings.of("1005"))) {
            script.inForce();
            assertEquals(503, other.call(NUMBER).first().code());
            legs.deploy();
            phone.dial(NUMBER);
            phone.talks();
            phone.heard(1);
            phone.listen();
            phone.heard(1).hears(phone.tone());

            // Its legs end with it, and so do their calls.
            legs.remove();
            phone.isOver();
            assertEquals(503, other.call(NUMBER).first().code());
            legs.hasLoaders(0);

            legs.deploy();
            other.call(NUMBER).answeredOk().hangUp();
            legs.hasLoaders(1);
            legs.remove();
            legs.hasLoaders(0);
        }
        server.hasNoCalls();
    }
}
