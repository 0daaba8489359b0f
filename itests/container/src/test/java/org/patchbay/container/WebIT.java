package org.patchbay.container;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.LegProvider;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.media.api.MediaEngine;

/** The house by HTTPS: who gets in, what he may, and what the hostile get. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WebIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration TWO_LOOKS = Duration.ofSeconds(60);
    private static final String EVENTS = "/api/v1/events";
    private static final String PHONE = "/api/v1/phone";

    @Inject private BundleContext context;

    // the first start of the day may read everything from a slow disk
    @Inject
    @Filter(timeout = 60_000)
    private BootFinished bootFinished;

    @Inject private CallHub hub;
    @Inject private MediaEngine engine;

    private FakePhones phones;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Configuration
    public Option[] config() {
        List<Option> options = new ArrayList<>(Arrays.asList(Container.options()));
        options.addAll(House.options());
        return options.toArray(Option[]::new);
    }

    @Before
    public void begin() throws BundleException {
        bundle("org.patchbay.webrtc").stop(); // its place is ours
        phones = new FakePhones(engine);
        registrations.add(context.registerService(LegProvider.class, phones, null));
        registrations.add(context.registerService(BrowserPhones.class, phones, null));
        await("the server listens", () -> status("/api/v1/openapi.json") == 200);
    }

    @After
    public void end() throws Exception {
        registrations.forEach(ServiceRegistration::unregister);
        for (var reference : context.getServiceReferences(AccessLocks.class, null)) {
            context.getService(reference).release("127.0.0.1");
        }
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(b -> b.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int status(String path) {
        try {
            return new Browser().get(path).statusCode();
        } catch (Exception e) {
            return -1;
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        await(LIMIT, what, condition);
    }

    private static void await(Duration limit, String what, BooleanSupplier condition) {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                fail("not within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void assertProblem(int status, HttpResponse<String> answer) throws Exception {
        assertEquals(answer.body(), status, answer.statusCode());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").get());
        assertEquals(status, Browser.json(answer).path("status").asInt());
    }

    /** Not to be logged in is no error. */
    private static void assertNobody(HttpResponse<String> answer) {
        assertEquals(answer.body(), 204, answer.statusCode());
        assertEquals("", answer.body());
    }

    // Who gets in

    @Test
    public void theCookieIsForThisHostAndForNoScript() throws Exception {
        Browser browser = new Browser();
        assertNobody(browser.get("/api/v1/session"));
        HttpResponse<String> answer = browser.login("operator", House.password("operator"));
        assertEquals(answer.body(), 200, answer.statusCode());
        String cookie = answer.headers().firstValue("Set-Cookie").get();
        assertTrue(cookie, cookie.startsWith("__Host-patchbay="));
        for (String term : List.of("Secure", "HttpOnly", "SameSite=Strict", "Path=/")) {
            assertTrue(cookie, cookie.contains("; " + term));
        }
        JsonNode me = Browser.json(browser.get("/api/v1/session"));
        assertEquals("operator", me.path("role").asText());
        assertEquals("Olga", me.path("name").asText());
        assertEquals("operator", me.path("phone").asText());

        assertEquals(204, browser.delete("/api/v1/session").statusCode());
        assertNobody(browser.get("/api/v1/session"));
    }

    @Test
    public void whoHasNoRoleHereOrTheWrongPasswordStaysOutside() throws Exception {
        Browser browser = new Browser();
        assertProblem(403, browser.login("nobody-here", House.password("nobody-here")));
        assertProblem(401, browser.login("admin", "wrong"));
        assertProblem(401, browser.login("no such user", "wrong"));
        assertProblem(401, browser.login("admin", "x".repeat(5000)));
    }

    @Test
    public void guessesAreSlowedAndTheRightPasswordIsNotLookedAtMeanwhile() throws Exception {
        Browser browser = new Browser();
        int looked = 0;
        HttpResponse<String> answer = browser.login("slow", "wrong");
        while (answer.statusCode() == 401 && looked < 20) {
            looked++;
            answer = browser.login("slow", "wrong");
        }
        assertEquals(5, looked);
        assertProblem(429, answer);
        assertNotNull(answer.headers().firstValue("Retry-After").get());
        assertEquals(200, browser.login("operator", House.password("operator")).statusCode());
    }

    @Test
    public void anAddressThatIsLockedIsSeenAndOpenedByAdmins() throws Exception {
        Browser admin = Browser.of("admin");
        Browser guesser = new Browser();
        for (int i = 0; i < 30; i++) {
            assertProblem(401, guesser.login("guess-" + i, "wrong"));
        }
        assertProblem(429, guesser.login("guess-30", "wrong"));
        JsonNode lock = of(admin, "/api/v1/locks?q=127.0.0.1").at("/items/0");
        assertEquals(lock.toString(), "127.0.0.1", lock.path("source").asText());
        assertEquals(lock.toString(), 30, lock.path("failures").asInt());
        assertEquals(204, admin.delete("/api/v1/locks?of=127.0.0.1").statusCode());
        assertProblem(404, admin.delete("/api/v1/locks?of=127.0.0.1"));
        assertProblem(400, admin.delete("/api/v1/locks"));
        assertProblem(401, guesser.login("guess-31", "wrong"));
    }

    @Test
    public void aCookieOfSomebodyElsesMakingIsNobodys() throws Exception {
        Browser browser = new Browser();
        for (String cookie :
                List.of(
                        "__Host-patchbay=",
                        "__Host-patchbay=" + "A".repeat(43),
                        "__Host-patchbay=../../etc",
                        "patchbay=x")) {
            browser.cookie(cookie);
            assertNobody(browser.get("/api/v1/session"));
        }
        HttpResponse<String> basic =
                browser.send(
                        browser.request("GET", "/api/v1/house", false)
                                .header("Authorization", "Basic YWRtaW46YWRtaW4="));
        assertProblem(401, basic);
    }

    @Test
    public void anotherPageCanDoNothingInMyName() throws Exception {
        Browser admin = Browser.of("admin");
        admin.csrf("");
        assertProblem(403, admin.post("/api/v1/tokens", "{\"name\":\"x\",\"role\":\"user\"}"));
        admin.csrf("wrong");
        assertProblem(403, admin.delete("/api/v1/session"));
        Browser other = Browser.of("admin");
        HttpResponse<String> foreign =
                other.send(
                        other.request("POST", "/api/v1/tokens", true)
                                .header("Origin", "https://evil.example")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"name\":\"x\",\"role\":\"user\"}")));
        assertProblem(403, foreign);
        HttpResponse<String> login =
                other.send(
                        other.request("POST", "/api/v1/session", false)
                                .header("Origin", "https://evil.example")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"user\":\"admin\",\"password\":\"x\"}")));
        assertProblem(403, login);
        HttpResponse<String> form =
                other.send(
                        other.request("POST", "/api/v1/session", false)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("user=admin")));
        assertProblem(415, form);
        assertEquals(0, Browser.json(other.get("/api/v1/tokens")).path("items").size());
    }

    @Test
    public void everyAnswerSaysWhatPagesMay() throws Exception {
        for (String path : List.of("/", "/api/", "/api/v1/house", "/api/v1/nowhere", "/x.js")) {
            HttpResponse<String> answer = new Browser().get(path);
            String csp = answer.headers().firstValue("Content-Security-Policy").get();
            assertTrue(csp, csp.contains("default-src 'none'") && !csp.contains("unsafe"));
            assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").get());
            assertEquals("DENY", answer.headers().firstValue("X-Frame-Options").get());
            assertFalse(answer.headers().firstValue("Server").isPresent());
        }
    }

    // What he may

    @Test
    public void eachRoleMayWhatItMay() throws Exception {
        Browser user = Browser.of("user");
        Browser operator = Browser.of("operator");
        Browser admin = Browser.of("admin");
        for (String path :
                List.of(
                        "calls",
                        "legs",
                        "devices",
                        "trunks",
                        "registrations",
                        "rooms",
                        "scripts",
                        "house")) {
            assertProblem(403, user.get("/api/v1/" + path));
            assertEquals(path, 200, operator.get("/api/v1/" + path).statusCode());
        }
        assertEquals(200, user.get("/api/v1/users").statusCode());
        assertProblem(403, operator.get("/api/v1/tokens"));
        assertProblem(403, operator.get("/api/v1/locks"));
        assertProblem(403, operator.delete("/api/v1/locks?of=127.0.0.1"));
        assertEquals(200, admin.get("/api/v1/tokens").statusCode());
        assertProblem(403, user.post("/api/v1/calls", from("browser:admin")));
        assertProblem(403, user.post("/api/v1/calls", from("device:1001")));
        HttpResponse<String> own = user.post("/api/v1/calls", from("browser:user"));
        assertEquals(own.body(), 201, own.statusCode());
        String location = own.headers().firstValue("Location").get();
        assertProblem(403, user.delete(location));
        assertEquals(204, operator.delete(location).statusCode());
    }

    private static String from(String target) {
        return "{\"from\":\"" + target + "\",\"to\":\"8001\"}";
    }

    @Test
    public void aTokenIsAProgramsAndGoesWhenItIsRevoked() throws Exception {
        Browser admin = Browser.of("admin");
        HttpResponse<String> made =
                admin.post("/api/v1/tokens", "{\"name\":\"wall\",\"role\":\"operator\"}");
        assertEquals(made.body(), 201, made.statusCode());
        String bearer = "Bearer " + Browser.json(made).path("token").asText();
        Browser program = new Browser();
        assertEquals(200, bearer(program, "GET", "/api/v1/house", bearer).statusCode());
        assertProblem(403, bearer(program, "GET", "/api/v1/tokens", bearer));
        assertProblem(401, bearer(program, "GET", "/api/v1/house", bearer + "x"));
        assertProblem(401, bearer(program, "GET", "/api/v1/session", bearer + "x"));
        assertFalse(admin.get("/api/v1/tokens").body().contains("hash"));
        assertEquals(204, admin.delete(made.headers().firstValue("Location").get()).statusCode());
        assertProblem(401, bearer(program, "GET", "/api/v1/house", bearer));
    }

    private static HttpResponse<String> bearer(
            Browser program, String method, String path, String bearer) throws Exception {
        return program.send(program.request(method, path, false).header("Authorization", bearer));
    }

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

    private static JsonNode of(Browser who, String path) {
        try {
            return Browser.json(who.get(path));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode room(Browser operator) {
        return of(operator, "/api/v1/rooms?number=8001").at("/items/0");
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

    // Events

    @Test
    public void aPictureThenEventsAndNothingTwiceAfterAwayTime() throws Exception {
        Browser operator = Browser.of("operator");
        Said first = operator.watch(EVENTS);
        first.say("{\"type\":\"begin\"}");
        JsonNode picture = Browser.json(first.next());
        assertEquals("snapshot", picture.path("type").asText());
        assertTrue(picture.path("devices").size() > 0 || picture.path("scripts").size() > 0);
        String call =
                Browser.json(operator.post("/api/v1/calls", from("browser:anna")))
                        .path("call")
                        .asText();
        JsonNode started = first.event("CallStarted");
        assertTrue(started.path("number").asLong() > picture.path("number").asLong());
        long seen = first.event("LegAnswered").path("number").asLong();
        first.socket().abort();

        Said again = operator.watch(EVENTS);
        again.say(
                "{\"type\":\"begin\",\"boot\":"
                        + picture.path("boot")
                        + ",\"number\":"
                        + seen
                        + "}");
        operator.delete("/api/v1/calls/" + call);
        JsonNode begun = Browser.json(again.next());
        assertEquals(begun.toString(), "begun", begun.path("type").asText());
        assertEquals(picture.path("boot"), begun.path("boot"));
        assertEquals(seen, begun.path("number").asLong());
        JsonNode next = Browser.json(again.next());
        assertEquals(next.toString(), "event", next.path("type").asText());
        assertEquals(seen + 1, next.path("number").asLong());

        Said stranger = operator.watch(EVENTS);
        stranger.say("{\"type\":\"begin\",\"boot\":\"other\",\"number\":5}");
        assertEquals("snapshot", Browser.json(stranger.next()).path("type").asText());
        hub.calls().forEach(c -> delete(operator, c.id().value()));
    }

    private static void delete(Browser operator, String call) {
        try {
            operator.delete("/api/v1/calls/" + call);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void levelsComeWhereTheyAreWanted() throws Exception {
        Said said = Browser.of("operator").watch(EVENTS);
        said.say("{\"type\":\"levels\",\"on\":true}");
        assertEquals("levels", Browser.json(said.next()).path("type").asText());
    }

    @Test
    public void onlyWhoMayAndFromAPageOfOursGetsASocket() throws Exception {
        Browser stranger = new Browser();
        assertEquals(401, refused(stranger, EVENTS, "https://" + stranger.host()));
        Browser operator = Browser.of("operator");
        assertEquals(403, refused(operator, EVENTS, "https://evil.example"));
        assertEquals(403, refused(operator, EVENTS, "http://" + operator.host()));
        assertEquals(403, refused(operator, EVENTS, "null"));
        assertEquals(403, refused(operator, EVENTS, ""));
        assertEquals(403, refused(operator, PHONE, "https://evil.example"));
        Browser user = Browser.of("user");
        assertEquals(403, refused(user, EVENTS, "https://" + user.host()));
        assertTrue(phones.heard.isEmpty());
    }

    private static int refused(Browser browser, String path, String origin) throws Exception {
        try {
            browser.socket(path, origin, new Said()).get();
            return 101;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw e;
        }
    }

    @Test
    public void whoLogsOutHasNoSocketAnyMore() throws Exception {
        Browser operator = Browser.of("operator");
        Said events = operator.watch(EVENTS);
        Said phone = operator.watch(PHONE);
        Said others = Browser.of("operator").watch(EVENTS);
        operator.delete("/api/v1/session");
        assertEquals(1008, events.closed());
        assertEquals(1008, phone.closed());
        others.say("{\"type\":\"begin\"}");
        others.next();
        assertTrue(others.isOpen());
    }

    @Test
    public void whatMakesNoSenseEndsTheSocketAndNothingElse() throws Exception {
        Browser operator = Browser.of("operator");
        for (String text : List.of("", "x", "[]", "{\"type\":\"explode\"}", "[".repeat(60_000))) {
            Said said = operator.watch(EVENTS);
            said.say(text);
            assertEquals(text, 1008, said.closed());
        }
        Said binary = operator.watch(EVENTS);
        binary.socket().sendBinary(ByteBuffer.wrap(new byte[10]), true);
        assertEquals(1003, binary.closed());
        Said flood = operator.watch(EVENTS);
        for (int i = 0; i < 100 && flood.isOpen(); i++) {
            flood.socket()
                    .sendText("{\"type\":\"levels\",\"on\":false}", true)
                    .exceptionally(e -> null)
                    .get();
        }
        assertEquals(1008, flood.closed());
        Said fine = operator.watch(EVENTS);
        fine.say("{\"type\":\"begin\"}");
        assertEquals("snapshot", Browser.json(fine.next()).path("type").asText());
    }

    // Phones

    @Test
    public void whatAPageSaysIsHandedThroughUnread() throws Exception {
        Browser user = Browser.of("user");
        Said page = user.watch(PHONE);
        assertEquals("open user user", phones.heard.poll(20, TimeUnit.SECONDS));
        String text = "{\"sdp\":\"" + "ü".repeat(20_000) + "\"}";
        page.say(text);
        assertEquals("said " + text, phones.heard.poll(20, TimeUnit.SECONDS));
        assertEquals(text + "!", page.next());
        page.socket().sendClose(1000, "").get();
        assertEquals("closed", phones.heard.poll(20, TimeUnit.SECONDS));
        assertTrue(phones.heard.isEmpty());
    }

    @Test
    public void aHugeTextEndsThePageWhetherWholeOrInPieces() throws Exception {
        Browser user = Browser.of("user");
        Said whole = user.watch(PHONE);
        whole.socket().sendText("x".repeat(70_000), true).exceptionally(e -> null).get();
        assertCutOff(whole);
        Said pieces = user.watch(PHONE);
        for (int i = 0; i < 200 && pieces.isOpen(); i++) {
            pieces.socket().sendText("x".repeat(1000), false).exceptionally(e -> null).get();
        }
        assertCutOff(pieces);
        await("both are gone", () -> phones.heard.stream().filter("closed"::equals).count() == 2);
        assertTrue(phones.heard.stream().noneMatch(h -> h.startsWith("said")));
    }

    /** Who is still sending when the connection ends may not hear why. */
    private static void assertCutOff(Said said) throws Exception {
        int code = said.closed();
        assertTrue("code " + code, code == 1009 || code == -1);
    }

    @Test
    public void aPageThatDoesNotListenIsLeftAndNobodyWaitsForIt() throws Exception {
        Browser user = Browser.of("user");
        Said deaf =
                new Said() {
                    @Override
                    public void onOpen(java.net.http.WebSocket from) {
                        // asks for nothing
                    }
                };
        deaf.socket(user.socket(PHONE, "https://" + user.host(), deaf).get());
        BrowserPhones.Page page = phones.pages.poll(20, TimeUnit.SECONDS);
        String text = "x".repeat(50_000);
        long began = System.nanoTime();
        for (int i = 0; i < 2000; i++) {
            page.tell(text);
        }
        long tookMs = (System.nanoTime() - began) / 1_000_000;
        assertTrue("telling took " + tookMs + " ms", tookMs < 10_000);
        // By the second look, each 20 s, after it has taken nothing for 20 s.
        await(TWO_LOOKS, "it is gone", () -> phones.heard.contains("closed"));
    }

    @Test
    public void withoutThePartThereIsNoPhone() throws Exception {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
        Browser user = Browser.of("user");
        assertEquals(503, refused(user, PHONE, "https://" + user.host()));
    }

    // The server

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
