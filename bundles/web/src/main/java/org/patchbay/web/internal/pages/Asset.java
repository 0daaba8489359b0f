package org.patchbay.web.internal.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.patchbay.web.internal.login.Secrets;

/**
 * One file, as it is sent.
 *
 * @param zipped the same by gzip, where that is much less
 * @param tag strong, of its content
 * @param forEver its name changes with its content
 */
record Asset(byte[] bytes, Optional<byte[]> zipped, String type, String tag, boolean forEver) {
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("ogg", "audio/ogg"),
                    Map.entry("wasm", "application/wasm"));

    /** {@code app-5GWX2K7A.js}: as bundlers name files by what is in them. */
    private static final Pattern HASHED = Pattern.compile(".*-[A-Z0-9]{8}\\.[a-z0-9]+");

    static Asset of(String path, byte[] bytes) {
        String type =
                TYPES.getOrDefault(
                        path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
        return new Asset(
                bytes,
                zip(bytes),
                type,
                '"'
                        + Secrets.sha256(
                                new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                        + '"',
                HASHED.matcher(path).matches());
    }

    private static Optional<byte[]> zip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return out.size() < bytes.length * 0.9 ? Optional.of(out.toByteArray()) : Optional.empty();
    }
}
