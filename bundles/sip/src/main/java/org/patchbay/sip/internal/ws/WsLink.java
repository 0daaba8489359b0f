package org.patchbay.sip.internal.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.CharsetUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * WebSocket of one connection: bytes in, SIP messages out, and the other way round. Netty cuts
 * frames and the request before them; it has no socket here. The selector's thread reads, calls'
 * threads write; each has it for itself.
 */
public final class WsLink {
    private static final int MOST_REQUEST_LINE = 1024;
    private static final int MOST_REQUEST_HEADERS = 8192;

    private final Wire wire;
    private final BooleanSupplier served;
    private final EmbeddedChannel channel;
    private List<byte[]> messages = new ArrayList<>();
    private boolean open;
    private boolean over;

    /** Where bytes go, in their order. It must not block. */
    public interface Wire {
        void send(byte[] bytes) throws IOException;
    }

    /**
     * @param mostBytes of one message, however many frames it comes in
     * @param served whether one more frame that is no message is looked at; asked for each
     */
    public WsLink(WsSettings settings, int mostBytes, BooleanSupplier served, Wire wire) {
        this.wire = wire;
        this.served = served;
        Upgrade upgrade = new Upgrade(new Origins(settings.origins()), mostBytes);
        channel =
                new EmbeddedChannel(
                        new HttpServerCodec(
                                MOST_REQUEST_LINE, MOST_REQUEST_HEADERS, MOST_REQUEST_HEADERS),
                        new HttpObjectAggregator(0),
                        new SimpleChannelInboundHandler<FullHttpRequest>() {
                            @Override
                            protected void channelRead0(
                                    ChannelHandlerContext context, FullHttpRequest request) {
                                open = upgrade.answer(context.channel(), request);
                                over = !open;
                            }
                        });
        channel.pipeline()
                .addLast("whole", new WebSocketFrameAggregator(mostBytes))
                .addLast(
                        new SimpleChannelInboundHandler<WebSocketFrame>() {
                            @Override
                            protected void channelRead0(
                                    ChannelHandlerContext context, WebSocketFrame frame) {
                                frame(frame);
                            }
                        });
    }

    /**
     * Takes what came.
     *
     * @return the messages that are complete with it
     * @throws IOException where it is no WebSocket; nothing can be said any more
     */
    public synchronized List<byte[]> received(byte[] bytes) throws IOException {
        if (over) {
            return List.of();
        }
        messages = new ArrayList<>();
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            channel.checkException();
        } catch (RuntimeException e) {
            over = true;
            throw new IOException("no WebSocket: " + e.getMessage(), e);
        } finally {
            flush();
            channel.releaseInbound();
        }
        return messages;
    }

    private void frame(WebSocketFrame frame) {
        if (over) {
            return; // behind its end
        }
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            messages.add(ByteBufUtil.getBytes(frame.content()));
        } else if (frame instanceof PingWebSocketFrame && served.getAsBoolean()) {
            channel.writeOutbound(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            over = true;
            channel.writeOutbound(new CloseWebSocketFrame(true, 0, frame.content().retain()));
        }
    }

    /**
     * Sends one message: as text where it is (RFC 7118 §4.2), for some clients read nothing else.
     *
     * @throws IOException where there is nobody to read it
     */
    public synchronized void send(byte[] message) throws IOException {
        if (!open || over) {
            throw new IOException("no WebSocket");
        }
        ByteBuf content = Unpooled.wrappedBuffer(message);
        boolean text = ByteBufUtil.isText(content, CharsetUtil.UTF_8);
        channel.writeOutbound(
                text ? new TextWebSocketFrame(content) : new BinaryWebSocketFrame(content));
        flush();
    }

    private void flush() throws IOException {
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            try {
                wire.send(ByteBufUtil.getBytes(out));
            } finally {
                out.release();
            }
        }
    }

    /** Whether the upgrade was agreed. */
    public synchronized boolean isOpen() {
        return open;
    }

    /** Whether nothing comes any more: it was refused, or the far side has said so. */
    public synchronized boolean isOver() {
        return over;
    }

    /** Gives back what it keeps of a message that will not be complete. Idempotent. */
    public synchronized void close() {
        over = true;
        channel.finishAndReleaseAll();
    }
}
