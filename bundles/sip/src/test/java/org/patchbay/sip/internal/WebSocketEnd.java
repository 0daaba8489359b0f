package org.patchbay.sip.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.patchbay.sip.internal.tls.TestFiles;

/** A client of SIP over WebSocket, by the JDK's. */
final class WebSocketEnd implements WebSocket.Listener {
    private static final SSLContext TLS =
            TestFiles.farSide("good", TestFiles.file("authority.pem"));

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final Consumer<byte[]> messages;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final WebSocket socket;

    /**
     * @param origin of the page; empty for none
     */
    WebSocketEnd(int port, String origin, Consumer<byte[]> messages) throws IOException {
        this.messages = messages;
        HttpClient client = HttpClient.newBuilder().sslContext(TLS).build();
        WebSocket.Builder builder =
                client.newWebSocketBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .subprotocols("sip");
        if (!origin.isEmpty()) {
            builder.header("Origin", origin);
        }
        socket = done(builder.buildAsync(URI.create("wss://127.0.0.1:" + port + "/"), this));
    }

    private static <T> T done(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void send(byte[] bytes) throws IOException {
        done(socket.sendText(new String(bytes, StandardCharsets.UTF_8), true));
    }

    void ping(String what) throws IOException {
        done(socket.sendPing(ByteBuffer.wrap(what.getBytes(StandardCharsets.UTF_8))));
    }

    /** Says that it ends; the status that the far side then says. */
    int end() throws IOException {
        done(socket.sendClose(WebSocket.NORMAL_CLOSURE, "done"));
        return done(ended);
    }

    void close() {
        socket.abort();
    }

    private void add(byte[] part, boolean last) {
        message.writeBytes(part);
        if (last) {
            messages.accept(message.toByteArray());
            message.reset();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        add(text.toString().getBytes(StandardCharsets.UTF_8), last);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        add(part, last);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
        String text = "PONG " + StandardCharsets.UTF_8.decode(data);
        add(text.getBytes(StandardCharsets.UTF_8), true);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        ended.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        ended.completeExceptionally(failure);
    }

    boolean isEnded() {
        return ended.isDone();
    }
}
