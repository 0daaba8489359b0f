package org.patchbay.sip.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/** A SIP endpoint of text and sockets: sends what it is told, keeps what it gets. */
final class RawPeer implements AutoCloseable {
    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                    + "m=audio 40000 RTP/AVP 0 8\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final String transport;
    private final InetSocketAddress server;
    private final DatagramSocket udp;
    private final Socket tcp;
    private final WebSocketEnd web;
    private final LinkedBlockingDeque<Msg> inbox = new LinkedBlockingDeque<>();
    private final List<Msg> passed = new ArrayList<>();
    String callId = "call-" + NUMBERS.incrementAndGet() + "-" + System.nanoTime();
    final String tag = "peer" + NUMBERS.incrementAndGet();
    String user = "1001";
    String algorithm = "MD5";
    String toTag = "";
    private volatile boolean ended;

    /** What stands behind the port of our Via. */
    String rport = ";rport";

    /** What stands behind the URI of our Contact. */
    String contactMore = "";

    /** The port that our Via names; 0 for the one that we send from. */
    int viaPort;

    int cseq;

    /**
     * Over WebSocket, without an address of its own.
     *
     * @param origin of its page; empty for none
     */
    private RawPeer(int serverPort, String origin) throws IOException {
        transport = "WSS";
        server = null;
        udp = null;
        tcp = null;
        web = new WebSocketEnd(serverPort, origin, bytes -> inbox.add(Msg.parse(bytes)));
    }

    private RawPeer(String transport, int serverPort) throws IOException {
        this.transport = transport;
        this.web = null;
        this.server = new InetSocketAddress("127.0.0.1", serverPort);
        if (transport.equals("UDP")) {
            udp = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
            tcp = null;
            start(this::readUdp);
        } else {
            udp = null;
            tcp = new Socket();
            tcp.connect(server, 3000);
            start(this::readTcp);
        }
    }

    private RawPeer(String transport, Socket accepted) {
        this.transport = transport;
        web = null;
        server = null;
        udp = null;
        tcp = accepted;
        start(this::readTcp);
    }

    static RawPeer accepted(Socket socket) {
        return new RawPeer("TCP", socket);
    }

    /** One that speaks TLS already, made or accepted. */
    static RawPeer secured(SSLSocket socket) {
        return new RawPeer("TLS", socket);
    }

    static RawPeer web(int serverPort, String origin) throws IOException {
        return new RawPeer(serverPort, origin);
    }

    /** What is beneath one over WebSocket. */
    WebSocketEnd web() {
        return web;
    }

    static RawPeer udp(int serverPort) throws IOException {
        return new RawPeer("UDP", serverPort);
    }

    static RawPeer tcp(int serverPort) throws IOException {
        return new RawPeer("TCP", serverPort);
    }

    private static void start(Runnable reader) {
        Thread thread = new Thread(reader, "raw-peer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is, as it says. */
    private String place(int port) {
        return web != null ? tag + ".invalid" : "127.0.0.1:" + port;
    }

    int port() {
        if (web != null) {
            return 0;
        }
        return udp != null ? udp.getLocalPort() : tcp.getLocalPort();
    }

    private void readUdp() {
        byte[] buffer = new byte[65536];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                inbox.add(Msg.parse(buffer, packet.getLength()));
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Whether the far side has ended the connection. */
    boolean isClosedByServer() {
        return ended;
    }

    private void readTcp() {
        try (InputStream in = tcp.getInputStream()) {
            while (true) {
                ByteArrayOutputStream head = new ByteArrayOutputStream();
                while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                    int b = in.read();
                    if (b < 0) {
                        return;
                    }
                    head.write(b);
                }
                Msg msg = Msg.parse(head.toByteArray(), head.size());
                byte[] body = in.readNBytes(Integer.parseInt(msg.header("Content-Length")));
                inbox.add(
                        new Msg(
                                msg.first(),
                                msg.lines(),
                                new String(body, StandardCharsets.UTF_8)));
            }
        } catch (IOException | RuntimeException e) {
            // closed
        } finally {
            ended = true;
        }
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each character is one byte. */
    void sendLatin1(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void send(byte[] bytes) throws IOException {
        if (web != null) {
            web.send(bytes);
        } else if (udp != null) {
            udp.send(new DatagramPacket(bytes, bytes.length, server));
        } else {
            tcp.getOutputStream().write(bytes); // whole, and the far side may close at once
        }
    }

    /** The next message that fits; others stay for later. */
    Msg await(String what, Predicate<Msg> wanted) throws InterruptedException {
        return await(what, 5000, wanted);
    }

    Msg await(String what, long ms, Predicate<Msg> wanted) throws InterruptedException {
        for (int i = 0; i < passed.size(); i++) {
            if (wanted.test(passed.get(i))) {
                return passed.remove(i);
            }
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (true) {
            Msg msg = inbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (msg == null) {
                throw new AssertionError("no " + what + "; but " + passed);
            }
            if (wanted.test(msg)) {
                return msg;
            }
            passed.add(msg);
        }
    }

    Msg awaitStatus(int status) throws InterruptedException {
        return await("" + status, m -> m.status() == status);
    }

    /** The 200 of a request with that method; a 200 that came once more is another's. */
    Msg awaitOk(String method) throws InterruptedException {
        return await("200 of " + method, m -> m.status() == 200 && m.cseqMethod().equals(method));
    }

    Msg awaitFinal() throws InterruptedException {
        return await("final response", m -> m.status() >= 200);
    }

    Msg awaitRequest(String method) throws InterruptedException {
        return await(method, m -> m.isRequest(method));
    }

    boolean nothingLike(long ms, Predicate<Msg> unwanted) throws InterruptedException {
        try {
            await("", ms, unwanted);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    // ---- requests

    String uri() {
        String name = web != null ? "ws" : transport.toLowerCase(Locale.ROOT);
        String transportIs = udp == null ? ";transport=" + name : "";
        return "sip:" + user + "@" + place(port()) + transportIs + contactMore;
    }

    String branch() {
        return "z9hG4bK" + tag + "x" + NUMBERS.incrementAndGet();
    }

    String request(String method, String uri, int number, String branch, String more, String body) {
        String to = method.equals("REGISTER") ? user : "1002";
        return method
                + " "
                + uri
                + " SIP/2.0\r\n"
                + "Via: SIP/2.0/"
                + transport
                + " "
                + place(viaPort == 0 ? port() : viaPort)
                + rport
                + ";branch="
                + branch
                + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:"
                + user
                + "@pbx.test>;tag="
                + tag
                + "\r\n"
                + "To: <sip:"
                + to
                + "@pbx.test>"
                + (toTag.isEmpty() ? "" : ";tag=" + toTag)
                + "\r\n"
                + "Call-ID: "
                + callId
                + "\r\n"
                + "CSeq: "
                + number
                + " "
                + method
                + "\r\n"
                + "Contact: <"
                + uri()
                + ">\r\n"
                + more
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    /** Sends a request, answering one challenge. Gives the branch that it went out with last. */
    String authorised(String method, String uri, String more, String body, String password)
            throws Exception {
        String text = authorisedText(method, uri, more, body, password);
        send(text);
        return text.replaceFirst("(?s).*;branch=", "").replaceFirst("(?s)\r\n.*", "");
    }

    /** The request that answers the challenge to the first. */
    String authorisedText(String method, String uri, String more, String body, String password)
            throws Exception {
        String first = branch();
        send(request(method, uri, ++cseq, first, more, body));
        Msg challenge = await("challenge", m -> m.status() == 401 || m.status() == 407);
        if (method.equals("INVITE")) {
            String ack = request("ACK", uri, cseq, first, "", "");
            send(ack.replace("<sip:1002@pbx.test>", challenge.header("To")));
        }
        String authorization = authorization(challenge, method, uri, password);
        return request(method, uri, ++cseq, branch(), authorization + more, body);
    }

    String authorization(Msg challenge, String method, String uri, String password)
            throws Exception {
        boolean proxy = challenge.status() == 407;
        String value =
                challenge.all(proxy ? "Proxy-Authenticate" : "WWW-Authenticate").stream()
                        .filter(v -> v.contains(algorithm))
                        .findFirst()
                        .orElseThrow();
        String realm = field(value, "realm");
        String nonce = field(value, "nonce");
        String ha1 = hash(user + ":" + realm + ":" + password);
        String ha2 = hash(method + ":" + uri);
        String answer = hash(ha1 + ":" + nonce + ":00000001:abc:auth:" + ha2);
        return (proxy ? "Proxy-Authorization" : "Authorization")
                + ": Digest username=\""
                + user
                + "\", realm=\""
                + realm
                + "\", nonce=\""
                + nonce
                + "\", uri=\""
                + uri
                + "\", response=\""
                + answer
                + "\", algorithm="
                + algorithm
                + ", cnonce=\"abc\", qop=auth, nc=00000001\r\n";
    }

    private static String field(String value, String name) {
        Matcher m = Pattern.compile(name + "=\"([^\"]*)\"").matcher(value);
        if (!m.find()) {
            throw new AssertionError(name + " in " + value);
        }
        return m.group(1);
    }

    private String hash(String text) throws Exception {
        return hash(algorithm, text);
    }

    static String hash(String algorithm, String text) throws Exception {
        byte[] hash =
                MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }

    // ---- responses

    String response(Msg request, int status, String more, String body) {
        StringBuilder out = new StringBuilder("SIP/2.0 " + status + " X\r\n");
        request.all("Via").forEach(v -> out.append("Via: ").append(v).append("\r\n"));
        request.all("Record-Route")
                .forEach(v -> out.append("Record-Route: ").append(v).append("\r\n"));
        String to = request.header("To");
        boolean tagged = to.contains(";tag=") || status == 100;
        return out.append("From: ")
                .append(request.header("From"))
                .append("\r\n")
                .append("To: ")
                .append(to)
                .append(tagged ? "" : ";tag=" + tag)
                .append("\r\n")
                .append("Call-ID: ")
                .append(request.header("Call-ID"))
                .append("\r\n")
                .append("CSeq: ")
                .append(request.header("CSeq"))
                .append("\r\n")
                .append("Contact: <")
                .append(uri())
                .append(">\r\n")
                .append(more)
                .append(body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                .append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    void respond(Msg request, int status, String body) throws IOException {
        send(response(request, status, "", body));
    }

    @Override
    public void close() throws IOException {
        if (web != null) {
            web.close();
        } else if (udp != null) {
            udp.close();
        } else {
            tcp.close();
        }
    }
}
