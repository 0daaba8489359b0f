package org.patchbay.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What was said on a WebSocket. */
class Said implements WebSocket.Listener {
    private static final int LIMIT_S = 20;

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    void socket(WebSocket opened) {
        socket = opened;
    }

    WebSocket socket() {
        return socket;
    }

    void say(String text) throws Exception {
        socket.sendText(text, true).get(LIMIT_S, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            texts.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(-1);
    }

    String next() throws Exception {
        String text = texts.poll(LIMIT_S, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing is said");
        }
        return text;
    }

    /** What comes before is passed over. */
    JsonNode next(Predicate<JsonNode> wanted) throws Exception {
        while (true) {
            JsonNode json = Browser.json(next());
            if (wanted.test(json)) {
                return json;
            }
        }
    }

    JsonNode event(String kind) throws Exception {
        return next(j -> j.at("/event/kind").asText().equals(kind));
    }

    int closed() throws Exception {
        return closed.get(LIMIT_S, TimeUnit.SECONDS);
    }

    boolean isOpen() {
        return !closed.isDone();
    }
}
