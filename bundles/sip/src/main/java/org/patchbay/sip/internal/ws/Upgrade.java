package org.patchbay.sip.internal.ws;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.CharsetUtil;

/** The request that makes a connection a WebSocket one (RFC 6455 §4.2, RFC 7118 §4.1). */
final class Upgrade {
    private static final String PROTOCOL = "sip";

    private final Origins origins;
    private final WebSocketDecoderConfig frames;

    Upgrade(Origins origins, int mostBytes) {
        this.origins = origins;
        this.frames =
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(mostBytes)
                        .expectMaskedFrames(true)
                        .allowExtensions(false)
                        .build();
    }

    /** Answers it; whether frames follow. */
    boolean answer(Channel channel, FullHttpRequest request) {
        Refusal refusal = refusal(request);
        if (refusal != null) {
            refuse(channel, refusal);
            return false;
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory("", PROTOCOL, frames).newHandshaker(request);
        try {
            handshaker.handshake(channel, request);
            return true;
        } catch (WebSocketHandshakeException e) {
            refuse(channel, new Refusal(HttpResponseStatus.BAD_REQUEST, e.getMessage()));
            return false;
        }
    }

    private record Refusal(HttpResponseStatus status, String why) {}

    private Refusal refusal(FullHttpRequest request) {
        if (request.decoderResult().isFailure() || !request.method().equals(HttpMethod.GET)) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, "not a GET");
        }
        String version = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
        boolean upgrades =
                request.headers()
                        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!upgrades || !WebSocketVersion.V13.toHttpHeaderValue().equals(version)) {
            return new Refusal(
                    HttpResponseStatus.UPGRADE_REQUIRED, "SIP over WebSocket, version 13");
        }
        if (!request.headers()
                .containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, PROTOCOL, true)) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, "the protocol here is 'sip'");
        }
        boolean allowed =
                origins.allows(
                        request.headers().get(HttpHeaderNames.ORIGIN),
                        request.headers().get(HttpHeaderNames.HOST));
        return allowed ? null : new Refusal(HttpResponseStatus.FORBIDDEN, "not for this page");
    }

    private static void refuse(Channel channel, Refusal refusal) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        refusal.status(),
                        Unpooled.copiedBuffer(refusal.why() + "\n", CharsetUtil.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (refusal.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(
                            HttpHeaderNames.SEC_WEBSOCKET_VERSION,
                            WebSocketVersion.V13.toHttpHeaderValue());
        }
        channel.writeAndFlush(response);
    }
}
