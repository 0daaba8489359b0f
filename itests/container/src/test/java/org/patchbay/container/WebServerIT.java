package org.patchbay.container;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/** The server itself: certificates, its end, and whoever speaks something else. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WebServerIT extends WebHouse {
    @Test
    public void anotherCertificateIsTakenOverAndNoConnectionIsLost() throws Exception {
        Path tls = House.tls();
        Browser operator = Browser.of("operator");
        Said open = operator.watch(EVENTS);
        byte[] key = Files.readAllBytes(tls.resolve("key.pem"));
        byte[] certificate = Files.readAllBytes(tls.resolve("certificate.pem"));
        try {
            Files.copy(tls.resolve("other-key.pem"), tls.resolve("key.pem"), REPLACE_EXISTING);
            Files.copy(
                    tls.resolve("other-certificate.pem"),
                    tls.resolve("certificate.pem"),
                    REPLACE_EXISTING);
            Path other = tls.resolve("other-certificate.pem");
            await("the other is shown", () -> isTrusted(other));
            open.say("{\"type\":\"begin\"}");
            assertEquals("snapshot", Browser.json(open.next()).path("type").asText());
        } finally {
            Path old = tls.resolve("old-certificate.pem");
            Files.write(old, certificate);
            Files.write(tls.resolve("key.pem"), key);
            Files.write(tls.resolve("certificate.pem"), certificate);
            await("the first again", () -> isTrusted(old));
        }
    }

    private static boolean isTrusted(Path certificate) {
        try {
            return new Browser(certificate).get("/api/v1/openapi.json").statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    public void whenTheBundleStopsNothingListensAndPagesAreToldToComeAgain() throws Exception {
        Browser operator = Browser.of("operator");
        Said events = operator.watch(EVENTS);
        Said phone = operator.watch(PHONE);
        Bundle web = bundle("org.patchbay.web");
        web.stop();
        try {
            assertEquals(1012, events.closed());
            assertEquals(1012, phone.closed());
            await("nothing listens", () -> status("/api/v1/openapi.json") == -1);
            await("the phone is told", () -> phones.heard.contains("closed"));
        } finally {
            web.start();
        }
        await("it is back", () -> status("/api/v1/openapi.json") == 200);
        assertNobody(operator.get("/api/v1/session"));
        Browser.of("operator").watch(EVENTS).say("{\"type\":\"begin\"}");
    }

    @Test
    public void whoSpeaksPlainHttpGetsNothing() throws Exception {
        String[] host = new Browser().host().split(":");
        try (Socket plain = new Socket("127.0.0.1", Integer.parseInt(host[1]))) {
            plain.setSoTimeout(20_000);
            plain.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String said =
                    new String(plain.getInputStream().readNBytes(200), StandardCharsets.US_ASCII);
            assertFalse(said, said.contains("HTTP"));
        }
    }

    @Test
    public void theReferenceAndItsDocumentAreThereForEverybody() throws Exception {
        Browser stranger = new Browser();
        HttpResponse<String> page = stranger.get("/api/");
        assertEquals(200, page.statusCode());
        assertFalse(page.body().contains("<script>"));
        String tag = page.headers().firstValue("ETag").get();
        HttpResponse<String> again =
                stranger.send(stranger.request("GET", "/api/", false).header("If-None-Match", tag));
        assertEquals(304, again.statusCode());
        JsonNode document = Browser.json(stranger.get("/api/v1/openapi.json"));
        assertEquals("3.1.0", document.path("openapi").asText());
        for (String path :
                List.of("/../etc/users.properties", "/api/../../x.js", "/META-INF/MANIFEST.MF")) {
            assertTrue(path, stranger.get(path).statusCode() >= 400);
        }
    }
}
