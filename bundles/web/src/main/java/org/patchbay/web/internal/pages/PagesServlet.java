package org.patchbay.web.internal.pages;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.patchbay.web.internal.http.Answers;
import org.patchbay.web.internal.http.Problem;

/**
 * Serves the files of {@link Assets}. A path that names no file is a place within the pages, which
 * find their way themselves.
 */
public final class PagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String INDEX = "index.html";

    /** As the {@code type} of a problem names it. */
    private static final String PROBLEMS = "api/problems";

    private final transient Assets assets;

    public PagesServlet(Assets assets) {
        this.assets = assets;
    }

    /** Files are read, and nothing else is done with them. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            super.service(request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            Problem problem = Problem.of(Problem.Kind.METHOD, "only GET, HEAD");
            Answers.problem(response, problem, !Answers.hasBody(request));
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = path(request);
        if (path.equals("api")) {
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            response.setHeader("Location", "/api/");
            return;
        }
        Optional<Asset> asset =
                assets.find(path.isEmpty() || path.endsWith("/") ? path + INDEX : path);
        if (asset.isEmpty() && path.equals(PROBLEMS)) {
            asset = assets.find(PROBLEMS + ".html");
        }
        if (asset.isEmpty() && isPlace(path)) {
            asset = assets.find(INDEX);
        }
        if (asset.isPresent()) {
            send(asset.get(), request, response);
        } else {
            absent(path, response);
        }
    }

    private static String path(HttpServletRequest request) {
        String path =
                request.getServletPath()
                        + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static boolean isPlace(String path) {
        return !path.startsWith("api/") && path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
    }

    private static void send(Asset asset, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean zip =
                asset.zipped().isPresent()
                        && Optional.ofNullable(request.getHeader("Accept-Encoding"))
                                .map(e -> e.contains("gzip"))
                                .orElse(false);
        // RFC 9110 §8.8.3: another encoding, another strong tag.
        String tag = zip ? asset.tag().replaceFirst("\"$", "-gzip\"") : asset.tag();
        response.setHeader("ETag", tag);
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader(
                "Cache-Control",
                asset.forEver() ? "public, max-age=31536000, immutable" : "no-cache");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] bytes = zip ? asset.zipped().get() : asset.bytes();
        if (zip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(asset.type());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** People read it, but for what programs ask for. */
    private static void absent(String path, HttpServletResponse response) throws IOException {
        if (path.startsWith("api/")) {
            Problem problem = Problem.of(Problem.Kind.NOT_FOUND, "REST is under /api/v1/");
            Answers.problem(response, problem, true);
            return;
        }
        String text =
                path.isEmpty()
                        ? "The house is here, its pages are not installed. REST: /api/"
                        : "There is no such page.";
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        Answers.write(
                response, HttpServletResponse.SC_NOT_FOUND, "text/plain; charset=utf-8", bytes);
    }
}
