package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.HouseCertificate;
import org.patchbay.itests.server.Rest;
import org.patchbay.itests.server.Server;
import org.patchbay.testkit.Eventually;

/** The house by HTTPS as the launcher starts it. */
@Tag("beside")
class HttpsIT {
    @Test
    void the_first_start_says_address_and_password_and_keeps_only_its_hash() throws Exception {
        try (Server server = Server.start("https", 20)) {
            server.logs(0, "The house is at " + Pattern.quote(server.web()));
            String password = Rest.password(server);
            Path users = server.home().resolve("etc/users.properties");
            assertFalse(Files.readString(users).contains(password));
            for (String secret : new String[] {"users.properties", "tls/key.pem"}) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        server.home().resolve("etc").resolve(secret))));
            }
            HttpClient client =
                    HttpClient.newBuilder().sslContext(HouseCertificate.trusted(server)).build();
            assertEquals(200, Rest.login(client, server, password).statusCode());
            assertEquals(401, Rest.login(client, server, password + "x").statusCode());
            assertEquals(HouseCertificate.of(server), shownBySip(server));

            int mark = server.logMark();
            server.interrupt();
            server.start();
            assertFalse(server.said().contains("  admin  "), server::said);
            server.logs(mark, "The house is at ");
            assertEquals(200, Rest.login(client, server, password).statusCode());
        }
    }

    @Test
    void a_call_between_phones_is_seen_as_it_is_and_ended() throws Exception {
        try (Server server = Server.start("https-call", 40);
                RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered()) {
            Rest rest = Rest.of(server);
            RawCall out = one.ring("1002");
            RawCall rung = two.incoming();
            JsonNode call = newest(rest);
            assertEquals("dialling", call.at("/legs/0/state").asText(), call::toString);
            assertEquals("ringing", call.at("/legs/1/state").asText(), call::toString);
            assertEquals("Phone 1002", call.at("/legs/1/party/name").asText(), call::toString);
            rung.answer();
            assertEquals(200, out.finalResponse().code());
            Eventually.holds(
                    () -> {
                        JsonNode up = newest(rest);
                        for (int i = 0; i < 2; i++) {
                            JsonNode leg = up.path("legs").path(i);
                            assertEquals("up", leg.path("state").asText(), up::toString);
                            assertFalse(leg.path("codec").isMissingNode(), up::toString);
                        }
                        assertEquals(2, up.path("hears").size(), up::toString);
                    });
            rest.delete("/calls/" + call.path("id").asText());
            out.hasEnded();
            rung.hasEnded();
            server.hasNoCalls();
        }
    }

    private static JsonNode newest(Rest rest) throws Exception {
        return rest.json("/calls").at("/items/0");
    }

    private static Certificate shownBySip(Server server) throws Exception {
        String[] address = server.address("tls").split(":");
        try (SSLSocket socket =
                (SSLSocket) HouseCertificate.trusted(server).getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1])), 20_000);
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }
}
