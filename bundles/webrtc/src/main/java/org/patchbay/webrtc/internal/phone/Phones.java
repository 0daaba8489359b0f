package org.patchbay.webrtc.internal.phone;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.patchbay.call.api.BrowserPhone;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Target;
import org.patchbay.webrtc.internal.desk.Telling;
import org.patchbay.webrtc.internal.json.SaidReader;
import org.patchbay.webrtc.internal.json.TellingWriter;
import org.patchbay.webrtc.internal.rate.TokenBucket;
import org.patchbay.webrtc.internal.turn.IceServers;

/**
 * All phones in browsers: whoever opens one, and whom {@code browser:anna} rings. A target is one
 * user's pages; each page is a branch of it. Any thread.
 */
public final class Phones implements BrowserPhones, LegProvider, AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SCHEME = "browser";
    private static final char MARK = '#';

    private final House house;
    private final Places sessions;
    private final Places pages;
    private final SaidReader reader = new SaidReader();
    private final TellingWriter writer = new TellingWriter();
    private final Map<String, List<PhoneDesk>> desks = new LinkedHashMap<>();
    private final ResumeTokens tokens = new ResumeTokens(() -> random(16));
    private boolean closed;

    public Phones(House house) {
        this.house = house;
        HouseLimits most = house.most();
        this.sessions = new Places(most.sessions(), most.sessionsOfUser());
        this.pages = new Places(most.pages(), most.pagesOfUser());
        house.servers()
                .renewal()
                .map(Duration::toMillis)
                .ifPresent(
                        ms ->
                                house.alarms()
                                        .scheduleWithFixedDelay(
                                                this::renew, ms, ms, TimeUnit.MILLISECONDS));
    }

    /** A page may be open for longer than its credentials are good for. */
    private void renew() {
        List<PhoneDesk> all = new ArrayList<>();
        synchronized (desks) {
            desks.values().forEach(all::addAll);
        }
        all.forEach(PhoneDesk::renewServers);
    }

    /** The servers that a page may use from now on. */
    Telling servers(PhoneDesk desk) {
        return Telling.of("ice-servers").with("iceServers", servers(desk.user().phone()));
    }

    // ---- pages

    @Override
    public BrowserPhone open(BrowserUser who, Page page) {
        HouseLimits most = house.most();
        TokenBucket rate = new TokenBucket(most.wordsPerSecond(), most.wordsAtOnce(), nowMs());
        Connection connection = new Connection(this, who, page, rate);
        PhoneDesk desk;
        synchronized (desks) {
            if (closed || !pages.take(who.phone())) {
                page.close(1013, closed ? "the phones are gone" : "too many pages are open");
                return new NoPhone();
            }
            desk = new PhoneDesk(house, this, who, random(4));
            desks.computeIfAbsent(who.phone(), u -> new ArrayList<>()).add(desk);
        }
        connection.begin(desk);
        return connection;
    }

    /** One that was not opened. */
    private static final class NoPhone implements BrowserPhone {
        @Override
        public void said(String json) {}

        @Override
        public void closed() {}
    }

    private static String random(int bytes) {
        byte[] all = new byte[bytes];
        RANDOM.nextBytes(all);
        return HexFormat.of().formatHex(all);
    }

    /** The first word to a page: who it is, and what it gets its calls back with. */
    Telling greeting(PhoneDesk desk, List<Map<String, Object>> kept) {
        String token = tokens.next(desk);
        String phone = desk.user().phone();
        return Telling.of("hello")
                .with("phone", phone)
                .with("token", token)
                .with("iceServers", servers(phone))
                .with("resumed", kept);
    }

    private List<Map<String, Object>> servers(String phone) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (IceServers.Entry entry : house.servers().of(phone, house.clock().instant())) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("urls", entry.urls());
            entry.credentials()
                    .ifPresent(
                            c -> {
                                one.put("username", c.username());
                                one.put("credential", c.password());
                            });
            all.add(one);
        }
        return all;
    }

    ResumeTokens tokens() {
        return tokens;
    }

    void forget(PhoneDesk desk) {
        synchronized (desks) {
            String phone = desk.user().phone();
            List<PhoneDesk> own = desks.get(phone);
            if (own != null && own.remove(desk)) {
                tokens.forget(desk);
                pages.give(phone);
                if (own.isEmpty()) {
                    desks.remove(phone);
                }
            }
        }
    }

    Places places() {
        return sessions;
    }

    SaidReader reader() {
        return reader;
    }

    TellingWriter writer() {
        return writer;
    }

    long nowMs() {
        return house.nowMs();
    }

    // ---- the hub

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public boolean canReach(Target target) {
        return !present(target).isEmpty();
    }

    @Override
    public List<Target> branches(Target target) {
        List<PhoneDesk> ringing = present(target);
        return ringing.size() < 2
                ? List.of(target)
                : ringing.stream()
                        .map(d -> new Target(SCHEME, d.user().phone() + MARK + d.mark()))
                        .toList();
    }

    @Override
    public Leg dial(DialRequest request, LegEvents events) {
        Optional<PhoneDesk> desk = present(request.target()).stream().findFirst();
        return desk.map(d -> d.ring(request, events)).orElseGet(() -> nobody(request, events));
    }

    private Leg nobody(DialRequest request, LegEvents events) {
        BrowserUser who = new BrowserUser("nobody", "");
        PhoneDesk gone = new PhoneDesk(house, this, who, "");
        return gone.ring(request, events);
    }

    /** Those that a target means and that ring. */
    private List<PhoneDesk> present(Target target) {
        String address = target.address();
        int at = address.indexOf(MARK);
        String phone = at < 0 ? address : address.substring(0, at);
        String mark = at < 0 ? "" : address.substring(at + 1);
        synchronized (desks) {
            return desks.getOrDefault(phone, List.of()).stream()
                    .filter(PhoneDesk::isPresent)
                    .filter(d -> mark.isEmpty() || d.mark().equals(mark))
                    .toList();
        }
    }

    // ---- the whole

    /** Sessions, and pages that are open or kept. */
    public record Count(int sessions, int pages) {}

    public Count count() {
        return new Count(sessions.taken(), pages.taken());
    }

    /** Ends every call and page. */
    @Override
    public void close() {
        List<PhoneDesk> all = new ArrayList<>();
        synchronized (desks) {
            closed = true;
            desks.values().forEach(all::addAll);
        }
        DisconnectCause cause = DisconnectCause.of(Reason.UNAVAILABLE, "the phones are gone");
        all.forEach(desk -> desk.close(cause));
    }
}
