package org.patchbay.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Who gets in by HTTPS, and what he may. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WebSignInIT extends WebHouse {
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

    /** That the change was seen is shown by the end of one whom it takes out. */
    @Test
    public void whoseLineChangesLogsInAnewAndNobodyElse() throws Exception {
        String before = Files.readString(House.users());
        String stays = House.user("stays", House.password("stays"), "operator");
        try {
            House.write(before + stays + House.user("goes", House.password("goes"), "user"));
            Browser present = Browser.of("stays");
            Said phone = present.watch(PHONE);
            Said events = present.watch(EVENTS);
            Said gone = Browser.of("goes").watch(PHONE);

            House.write(before + stays + House.user("comes", House.password("comes"), "user"));
            assertEquals(1008, gone.closed());
            assertEquals(200, present.get("/api/v1/session").statusCode());
            events.say("{\"type\":\"begin\"}");
            assertEquals("snapshot", Browser.json(events.next()).path("type").asText());
            assertTrue(phone.isOpen());
            Said other = Browser.of("comes").watch(PHONE);

            House.write(
                    before
                            + House.user("stays", "another secret", "operator")
                            + House.user("comes", House.password("comes"), "user"));
            assertEquals(1008, phone.closed());
            assertEquals(1008, events.closed());
            assertNobody(present.get("/api/v1/session"));
            assertTrue(other.isOpen());
            assertProblem(401, present.login("stays", House.password("stays")));
            assertEquals(200, present.login("stays", "another secret").statusCode());
        } finally {
            House.write(before);
        }
    }

    private static HttpResponse<String> bearer(
            Browser program, String method, String path, String bearer) throws Exception {
        return program.send(program.request(method, path, false).header("Authorization", bearer));
    }
}
