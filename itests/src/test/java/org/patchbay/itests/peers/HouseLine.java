package org.patchbay.itests.peers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.patchbay.call.api.BrowserPhone;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.itests.server.HouseCertificate;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SignIns;

/** The phones of a house as a page has them: it signs in by HTTPS and talks over a WebSocket. */
public final class HouseLine implements BrowserPhones {
    private final Server server;
    private final HttpClient client;

    public HouseLine(Server server) throws Exception {
        this.server = server;
        this.client = HttpClient.newBuilder().sslContext(HouseCertificate.trusted(server)).build();
    }

    /**
     * @param who whose phone is the name that signs in, with the password that {@link SignIns} gave
     *     it
     */
    @Override
    public BrowserPhone open(BrowserUser who, Page page) {
        return new Line(socket(who.phone(), "phone", new Told(page)));
    }

    /**
     * A WebSocket of the house as it is.
     *
     * @param user who signs in, with the password that {@link SignIns} gave it
     * @param path under {@code /api/v1}
     */
    public WebSocket socket(String user, String path, WebSocket.Listener listener) {
        try {
            return client.newWebSocketBuilder()
                    .header("Cookie", signedIn(user))
                    .header("Origin", server.web())
                    .buildAsync(
                            URI.create(server.web().replace("https:", "wss:") + "/api/v1/" + path),
                            listener)
                    .join();
        } catch (Exception e) {
            throw new AssertionError(user + " gets no " + path, e);
        }
    }

    private String signedIn(String user) throws Exception {
        String words =
                "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, SignIns.password(user));
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(server.web() + "/api/v1/session"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(words))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.split(";")[0];
    }

    /** What comes in pieces is handed on whole. */
    public static final class Told implements WebSocket.Listener {
        private final Page page;
        private final StringBuilder text = new StringBuilder();

        public Told(Page page) {
            this.page = page;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                page.tell(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            page.close(code, reason);
            return null;
        }

        /** Torn before a reason came: 1006 (RFC 6455 §7.1.5). */
        @Override
        public void onError(WebSocket socket, Throwable error) {
            page.close(1006, error.toString());
        }
    }

    /** One word after the other, as the client wants it. */
    private static final class Line implements BrowserPhone {
        private final WebSocket socket;
        private CompletableFuture<WebSocket> last;

        Line(WebSocket socket) {
            this.socket = socket;
            this.last = CompletableFuture.completedFuture(socket);
        }

        @Override
        public synchronized void said(String json) {
            last = last.thenCompose(before -> socket.sendText(json, true));
        }

        @Override
        public synchronized void closed() {
            try {
                last.thenCompose(before -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "")).join();
            } catch (CompletionException e) {
                socket.abort(); // the house has closed it
            }
        }
    }
}
