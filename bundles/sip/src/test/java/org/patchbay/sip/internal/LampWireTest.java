package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LineStates;
import org.patchbay.call.api.MessageWaiting;
import org.patchbay.call.api.Target;
import org.patchbay.sip.internal.subscribe.SubscribeSettings;
import org.patchbay.testkit.Eventually;

/** SUBSCRIBE and NOTIFY over the loopback (RFC 6665, 4235, 3842). */
@Tag("waits")
class LampWireTest {
    private static final Target DESK = Target.parse("device:1001");
    private static final String ANNA = "sip:11@pbx.test";
    private static final String DIALOG = "Event: dialog\r\nAccept: application/dialog-info+xml\r\n";
    private static final String MESSAGES = "Event: message-summary\r\n";

    private SipFixture sip = new SipFixture();
    private final Lines lines = new Lines();
    private final Boxes boxes = new Boxes();

    @AfterEach
    void stop() {
        sip.close();
    }

    /** What the hub would say. */
    private static final class Lines implements LineStates {
        private final Map<Target, List<Line>> now = new ConcurrentHashMap<>();
        private volatile Consumer<Optional<Target>> listener = whose -> {};

        @Override
        public List<Line> lines(Target whom) {
            return now.getOrDefault(whom, List.of());
        }

        @Override
        public AutoCloseable onChange(Consumer<Optional<Target>> heard) {
            listener = heard;
            return () -> {};
        }

        void be(State state) {
            now.put(DESK, List.of(new Line(new LegId("leg"), false, state)));
            listener.accept(Optional.of(DESK));
        }
    }

    /** What keeps messages. */
    private static final class Boxes implements MessageWaiting {
        private volatile int unheard = 1;
        private volatile boolean broken;
        private volatile Consumer<String> listener = user -> {};

        @Override
        public Optional<Messages> messages(String user) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return user.equals("anna") ? Optional.of(new Messages(unheard, 0)) : Optional.empty();
        }

        @Override
        public AutoCloseable onChange(Consumer<String> heard) {
            listener = heard;
            return () -> {};
        }
    }

    private void limited(SubscribeSettings settings) {
        sip.close();
        sip = new SipFixture(settings);
    }

    private RawPeer phone(String user) throws Exception {
        RawPeer phone = sip.udp();
        phone.user = user;
        return phone;
    }

    private static Msg subscribe(RawPeer phone, String uri, String more) throws Exception {
        phone.authorised("SUBSCRIBE", uri, more, "", "secret");
        return phone.await("answer", m -> m.status() > 0 && m.cseqMethod().equals("SUBSCRIBE"));
    }

    /** Subscribed, and in the dialog; its first NOTIFY is not taken yet. */
    private static Msg accepted(RawPeer phone, String uri, String more) throws Exception {
        Msg ok = subscribe(phone, uri, more);
        assertEquals(200, ok.status(), ok.toString());
        phone.toTag = ok.tag("To").orElseThrow();
        return ok;
    }

    private static Msg notify(RawPeer phone) throws Exception {
        Msg notify = phone.awaitRequest("NOTIFY");
        phone.respond(notify, 200, "");
        return notify;
    }

    private static void shows(String version, String state, Msg notify) {
        assertTrue(notify.body().contains("version=\"" + version + "\""), notify.body());
        assertTrue(notify.body().contains("state=\"full\""), notify.body());
        assertTrue(notify.body().contains("<state>" + state + "</state>"), notify.body());
    }

    @Test
    void aLampFollowsTheLine() throws Exception {
        sip.parts.bindLines(lines);
        try (RawPeer phone = phone("1002")) {
            Msg ok = accepted(phone, ANNA, DIALOG + "Expires: 600\r\n");
            assertEquals("600", ok.header("Expires"));
            Msg first = notify(phone);
            assertEquals("dialog", first.header("Event"));
            assertEquals("active;expires=600", first.header("Subscription-State"));
            assertEquals("application/dialog-info+xml", first.header("Content-Type"));
            assertTrue(first.body().contains("entity=\"sip:11@pbx.test\""), first.body());
            assertTrue(!first.body().contains("<dialog "), first.body());
            lines.be(LineStates.State.RINGING);
            shows("1", "early", notify(phone));
            lines.be(LineStates.State.TALKING);
            shows("2", "confirmed", notify(phone));
        }
    }

    @Test
    void aRenewalTellsEverythingAgain() throws Exception {
        sip.parts.bindLines(lines);
        try (RawPeer phone = phone("1002")) {
            Msg ok = accepted(phone, ANNA, DIALOG + "Expires: 600\r\n");
            notify(phone);
            accepted(phone, ok.contactUri(), DIALOG + "Expires: 300\r\n");
            assertEquals("active;expires=300", notify(phone).header("Subscription-State"));
            accepted(phone, ok.contactUri(), DIALOG + "Expires: 0\r\n");
            assertEquals("terminated;reason=timeout", notify(phone).header("Subscription-State"));
            assertEquals(481, subscribe(phone, ok.contactUri(), DIALOG).status());
        }
    }

    @Test
    void aPhoneThatDoesNotKnowOfItIsLeftAlone() throws Exception {
        sip.parts.bindLines(lines);
        try (RawPeer phone = phone("1002")) {
            Msg ok = accepted(phone, ANNA, DIALOG);
            phone.respond(phone.awaitRequest("NOTIFY"), 481, "");
            Eventually.holds(
                    () -> {
                        Msg answer = subscribe(phone, ok.contactUri(), DIALOG);
                        assertEquals(481, answer.status());
                    });
            lines.be(LineStates.State.TALKING);
            assertTrue(phone.nothingLike(300, m -> m.isRequest("NOTIFY")));
        }
    }

    @Test
    void whatANotifyThatFailedWouldHaveSaidIsSaidAgain() throws Exception {
        sip.parts.bindLines(lines);
        try (RawPeer phone = phone("1002")) {
            accepted(phone, ANNA, DIALOG);
            lines.be(LineStates.State.TALKING);
            Msg first = phone.awaitRequest("NOTIFY");
            phone.send(phone.response(first, 503, "Retry-After: 1\r\n", ""));
            shows("1", "confirmed", notify(phone));
        }
    }

    @Test
    void nobodySubscribesWithoutASecret() throws Exception {
        try (RawPeer phone = phone("1002")) {
            phone.send(phone.request("SUBSCRIBE", ANNA, 1, phone.branch(), DIALOG, ""));
            assertEquals(401, phone.awaitFinal().status());
            phone.authorised("SUBSCRIBE", ANNA, DIALOG, "", "wrong");
            assertEquals(401, phone.awaitFinal().status());
        }
    }

    @Test
    void whatCannotBeSubscribedTo() throws Exception {
        try (RawPeer phone = phone("1002")) {
            Msg unknown = subscribe(phone, ANNA, "Event: presence\r\n");
            assertEquals(489, unknown.status());
            assertEquals("dialog,message-summary", unknown.header("Allow-Events"));
            assertEquals(404, subscribe(phone, "sip:99@pbx.test", DIALOG).status());
            Msg brief = subscribe(phone, ANNA, DIALOG + "Expires: 59\r\n");
            assertEquals(423, brief.status());
            assertEquals("60", brief.header("Min-Expires"));
            assertEquals(
                    406,
                    subscribe(phone, ANNA, "Event: dialog\r\nAccept: text/plain\r\n").status());
            assertEquals(403, subscribe(phone, ANNA, MESSAGES).status(), "of somebody else");
        }
    }

    @Test
    void tooLongIsMadeShorter() throws Exception {
        try (RawPeer phone = phone("1002")) {
            Msg ok = accepted(phone, ANNA, DIALOG + "Expires: 999999999\r\n");
            assertEquals("3600", ok.header("Expires"));
            notify(phone);
        }
    }

    @Test
    void linesMayBeNobodysBusiness() throws Exception {
        limited(new SubscribeSettings(false, 10, 10, 60, 3600));
        try (RawPeer phone = phone("1002")) {
            assertEquals(403, subscribe(phone, ANNA, DIALOG).status());
        }
    }

    @Test
    void aDeviceHasOnlySoManyAndForgottenOnesMakeRoom() throws Exception {
        limited(new SubscribeSettings(true, 1, 10, 60, 3600));
        try (RawPeer phone = phone("1002")) {
            accepted(phone, ANNA, DIALOG);
            notify(phone);
            phone.toTag = "";
            assertEquals(403, subscribe(phone, "sip:1001@pbx.test", DIALOG).status());
            phone.callId = "afresh-" + phone.callId;
            accepted(phone, ANNA, DIALOG);
            notify(phone);
        }
    }

    @Test
    void theHouseHasOnlySoMany() throws Exception {
        limited(new SubscribeSettings(true, 10, 1, 60, 3600));
        try (RawPeer phone = phone("1002");
                RawPeer other = phone("1004")) {
            other.algorithm = "SHA-256";
            accepted(phone, ANNA, DIALOG);
            notify(phone);
            assertEquals(503, subscribe(other, ANNA, DIALOG).status());
        }
    }

    @Test
    void whoStopsSaysSo() throws Exception {
        try (RawPeer phone = phone("1002")) {
            accepted(phone, ANNA, DIALOG);
            notify(phone);
            Thread stopping = new Thread(sip::close);
            stopping.start();
            assertEquals(
                    "terminated;reason=probation;retry-after=30",
                    notify(phone).header("Subscription-State"));
            stopping.join(5_000);
            assertTrue(!stopping.isAlive());
        }
    }

    @Test
    void aDeviceThatIsTakenOutIsNotToldAnyMore() throws Exception {
        try (RawPeer phone = phone("1002")) {
            accepted(phone, ANNA, DIALOG);
            notify(phone);
            sip.house.withdrawn.add("1002");
            sip.house.tellDirectory();
            assertEquals("terminated;reason=rejected", notify(phone).header("Subscription-State"));
        }
    }

    @Test
    void whoKeepsMessagesMayGoAndMayFail() throws Exception {
        try (RawPeer phone = phone("1001")) {
            sip.parts.bindMessages(boxes);
            accepted(phone, ANNA, MESSAGES);
            assertTrue(notify(phone).body().contains("Voice-Message: 1/0\r\n"));
            sip.parts.unbindMessages(boxes);
            assertTrue(notify(phone).body().startsWith("Messages-Waiting: no\r\n"));
            boxes.broken = true;
            sip.parts.bindMessages(boxes);
            assertTrue(notify(phone).body().startsWith("Messages-Waiting: no\r\n"));
            boxes.broken = false;
            boxes.listener.accept("anna");
            assertTrue(notify(phone).body().contains("Voice-Message: 1/0\r\n"));
        }
    }

    @Test
    void messagesWaitFromWhenSomethingKeepsThem() throws Exception {
        try (RawPeer phone = phone("1001")) {
            accepted(phone, ANNA, MESSAGES);
            Msg none = notify(phone);
            assertEquals("application/simple-message-summary", none.header("Content-Type"));
            assertTrue(none.body().startsWith("Messages-Waiting: no\r\n"), none.body());
            sip.parts.bindMessages(boxes);
            assertTrue(notify(phone).body().contains("Voice-Message: 1/0\r\n"));
            boxes.unheard = 3;
            boxes.listener.accept("anna");
            assertTrue(notify(phone).body().contains("Voice-Message: 3/0\r\n"));
        }
    }
}
