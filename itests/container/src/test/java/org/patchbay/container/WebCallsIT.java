package org.patchbay.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Calls and rooms by REST, and what is not asked well. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WebCallsIT extends WebHouse {
    @Test
    public void aCallIsMadeSeenSteeredAndEnded() throws Exception {
        Browser operator = Browser.of("operator");
        HttpResponse<String> made = operator.post("/api/v1/calls", from("browser:anna"));
        assertEquals(made.body(), 201, made.statusCode());
        String path = made.headers().firstValue("Location").get();
        await("it is in its room", () -> room(operator).path("members").asInt() == 1);
        String room = room(operator).path("call").asText();
        JsonNode call = Browser.json(operator.get("/api/v1/calls/" + room));
        JsonNode leg = call.at("/legs/0");
        assertEquals(call.toString(), "browser:anna", leg.path("target").asText());
        assertEquals(call.toString(), "8001", call.path("room").asText());
        JsonNode legs = of(operator, "/api/v1/legs?target=browser:anna&state=up").path("items");
        assertEquals(legs.toString(), 2, legs.size());
        assertEquals(legs.toString(), leg.path("id").asText(), legs.at("/0/id").asText());
        assertEquals(0, of(operator, "/api/v1/legs?target=device:1").path("items").size());
        String commands = "/api/v1/calls/" + room + "/commands";
        assertEquals(
                200,
                operator.post(
                                commands,
                                "{\"command\":\"mute\",\"on\":true,\"leg\":\""
                                        + leg.path("id").asText()
                                        + "\"}")
                        .statusCode());
        assertProblem(400, operator.post(commands, "{\"command\":\"explode\"}"));
        assertProblem(400, operator.post(commands, "{\"command\":\"lock\",\"on\":true,\"x\":1}"));
        assertProblem(409, operator.post(commands, "{\"command\":\"kick\",\"leg\":\"none\"}"));
        assertProblem(
                404, operator.post("/api/v1/calls/none/commands", "{\"command\":\"hangup\"}"));
        assertEquals(204, operator.delete("/api/v1/calls/" + room).statusCode());
        await("nobody talks", () -> hub.calls().isEmpty());
        assertProblem(404, operator.get(path));
    }

    @Test
    public void whoMayListenHearsARoomAndIsSeenToDoSo() throws Exception {
        Browser operator = Browser.of("operator");
        Browser admin = Browser.of("admin");
        operator.post("/api/v1/calls", from("browser:anna"));
        await("it is in its room", () -> room(operator).path("members").asInt() == 1);
        String room = room(operator).path("call").asText();
        String commands = "/api/v1/calls/" + room + "/commands";
        String listen = "{\"command\":\"listen\"}";
        assertFalse(Browser.json(operator.get("/api/v1/session")).path("mayListen").asBoolean());
        assertTrue(Browser.json(admin.get("/api/v1/session")).path("mayListen").asBoolean());
        assertProblem(403, operator.post(commands, listen));
        HttpResponse<String> answer = admin.post(commands, listen);
        assertEquals(answer.body(), 200, answer.statusCode());
        String own = "/api/v1/calls/" + Browser.json(answer).path("call").asText();
        await("it listens", () -> of(admin, own).path("state").asText().equals("LISTENING"));
        assertEquals(room, of(admin, own).path("listensTo").asText());
        assertEquals(1, of(admin, "/api/v1/calls/" + room).path("legs").size());
        assertEquals(204, operator.delete("/api/v1/calls/" + room).statusCode());
        await("nobody hears or talks", () -> hub.calls().isEmpty());
    }

    private static JsonNode room(Browser operator) {
        return of(operator, "/api/v1/rooms?number=8001").at("/items/0");
    }

    @Test
    public void whatACallWasIsToldUnlessThatPartIsAway() throws Exception {
        Browser operator = Browser.of("operator");
        Browser admin = Browser.of("admin");
        String made =
                operator.post("/api/v1/calls", from("browser:anna"))
                        .headers()
                        .firstValue("Location")
                        .get();
        String id = made.substring(made.lastIndexOf('/') + 1);
        await("it is in its room", () -> room(operator).path("members").asInt() == 1);
        assertTrue(of(operator, "/api/v1/traces/" + id).path("up").asBoolean());
        String room = room(operator).path("call").asText();
        assertEquals(204, operator.delete("/api/v1/calls/" + room).statusCode());
        await("nobody talks", () -> hub.calls().isEmpty());
        await("it is over", () -> !of(admin, "/api/v1/records/" + id).path("up").asBoolean(true));
        JsonNode record = of(admin, "/api/v1/records/" + id);
        assertEquals(record.toString(), id, record.path("id").asText());
        JsonNode legs = record.path("legs");
        assertEquals(legs.toString(), "browser:anna", legs.at("/0/target").asText());
        String trace = of(operator, "/api/v1/traces/" + id).toString();
        assertTrue(trace, trace.contains("is dialled: browser:anna"));
        assertProblem(403, operator.get("/api/v1/records"));
        assertProblem(403, operator.get("/api/v1/traces/" + id + "/pcap"));
        assertProblem(403, Browser.of("user").get("/api/v1/traces"));
        comesAndGoes("org.patchbay.call-records", admin, "/api/v1/records/" + id);
        comesAndGoes("org.patchbay.trace", admin, "/api/v1/traces");
    }

    private void comesAndGoes(String part, Browser asker, String path) throws Exception {
        bundle(part).stop();
        assertProblem(503, asker.get(path));
        bundle(part).start();
        await(part + " is back", () -> isThere(asker, path));
    }

    private static boolean isThere(Browser asker, String path) {
        try {
            return asker.get(path).statusCode() == 200;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void whatIsNotAskedWellGetsAClearNo() throws Exception {
        Browser operator = Browser.of("operator");
        assertProblem(404, operator.get("/api/v1/"));
        assertProblem(404, operator.get("/api/v1/nowhere"));
        assertProblem(404, operator.get("/api/v1/calls/x/y/z"));
        assertProblem(400, operator.get("/api/v1/calls?limit=0"));
        assertProblem(400, operator.get("/api/v1/calls?color=red"));
        assertProblem(400, operator.get("/api/v1/calls?limit=1&limit=2"));
        assertProblem(400, operator.post("/api/v1/calls", "not json"));
        assertProblem(400, operator.post("/api/v1/calls", "{\"from\":\"\",\"to\":\"1\"}"));
        assertProblem(400, operator.post("/api/v1/calls", "[".repeat(60_000)));
        HttpResponse<String> put =
                operator.send(
                        operator.request("PUT", "/api/v1/calls", true)
                                .PUT(HttpRequest.BodyPublishers.noBody()));
        assertProblem(405, put);
        assertEquals("GET, POST", put.headers().firstValue("Allow").get());
    }

    @Test
    public void theTypeOfAProblemLeadsToWhatItMeans() throws Exception {
        Browser stranger = new Browser();
        String[] type = of(stranger, "/api/v1/house").path("type").asText().split("#");
        HttpResponse<String> page = stranger.get(type[0]);
        assertEquals(200, page.statusCode());
        assertTrue(page.headers().firstValue("Content-Type").get().startsWith("text/html"));
        assertTrue(page.body().contains("id=\"" + type[1] + "\""));
        assertProblem(404, stranger.get("/api/v2/house"));
        assertProblem(405, stranger.post("/api/problems", "{}"));
    }

    @Test
    public void aBodyThatIsTooLongIsNotRead() throws Exception {
        Browser stranger = new Browser();
        String huge = "{\"user\":\"" + "x".repeat(200_000) + "\",\"password\":\"x\"}";
        assertProblem(413, stranger.post("/api/v1/session", huge));
        HttpResponse<String> chunked =
                stranger.send(
                        stranger.request("POST", "/api/v1/session", false)
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.fromPublisher(
                                                HttpRequest.BodyPublishers.ofString(huge))));
        assertProblem(413, chunked);
    }
}
