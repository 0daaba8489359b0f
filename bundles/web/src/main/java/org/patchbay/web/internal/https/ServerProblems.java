package org.patchbay.web.internal.https;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.patchbay.web.internal.http.Answers;
import org.patchbay.web.internal.http.Guard;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Problem;

/**
 * What the server refuses before a servlet sees it, such as a header that is too long: told as all
 * else is.
 */
final class ServerProblems implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object why = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        byte[] json = Json.text(json(response.getStatus(), why)).getBytes(StandardCharsets.UTF_8);
        HttpFields.Mutable headers = response.getHeaders();
        Guard.HEADERS.forEach(headers::put);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put(HttpHeader.CONTENT_TYPE, Answers.PROBLEM);
        response.write(true, ByteBuffer.wrap(json), callback);
        return true;
    }

    private static Map<String, Object> json(int status, Object why) {
        String title = HttpStatus.getMessage(status);
        String detail = why == null ? title : why.toString();
        return Problem.Kind.of(status)
                .map(kind -> Problem.of(kind, detail).json())
                .orElseGet(() -> nameless(status, title, detail));
    }

    /** RFC 9457 §4.2.1: nothing but what the status says. */
    private static Map<String, Object> nameless(int status, String title, String detail) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "about:blank");
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        return json;
    }
}
