package org.patchbay.web.internal.pages;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of every bundle that says {@code Patchbay-Pages: FOLDER} in its manifest, held in
 * memory while it is active. Nothing else of a bundle can be asked for.
 */
public final class Assets extends BundleTracker<Map<String, Asset>> {
    public static final String HEADER = "Patchbay-Pages";
    private static final Logger LOG = LoggerFactory.getLogger(Assets.class);
    private static final int MOST_BYTES = 32 << 20;

    private final Map<Bundle, Map<String, Asset>> ofBundles = new LinkedHashMap<>();
    private volatile Map<String, Asset> all = Map.of();

    public Assets(BundleContext context) {
        super(context, Bundle.ACTIVE | Bundle.STARTING, null);
    }

    /**
     * @param path without a slash in front
     */
    Optional<Asset> find(String path) {
        return Optional.ofNullable(all.get(path));
    }

    @Override
    public Map<String, Asset> addingBundle(Bundle bundle, BundleEvent event) {
        String folder = bundle.getHeaders().get(HEADER);
        if (folder == null) {
            return null;
        }
        try {
            Map<String, Asset> files = read(bundle, folder.strip());
            put(bundle, files);
            return files;
        } catch (IOException e) {
            LOG.warn("the pages of {} cannot be read: {}", bundle.getSymbolicName(), e.toString());
            return null;
        }
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Map<String, Asset> files) {
        put(bundle, Map.of());
    }

    private synchronized void put(Bundle bundle, Map<String, Asset> files) {
        if (files.isEmpty()) {
            ofBundles.remove(bundle);
        } else {
            ofBundles.put(bundle, files);
        }
        Map<String, Asset> merged = new HashMap<>();
        ofBundles.values().forEach(merged::putAll);
        all = Map.copyOf(merged);
    }

    private static Map<String, Asset> read(Bundle bundle, String folder) throws IOException {
        String root = "/" + folder + "/";
        Map<String, Asset> files = new HashMap<>();
        Enumeration<URL> entries = bundle.findEntries(folder, "*", true);
        int left = MOST_BYTES;
        for (URL entry :
                entries == null ? Collections.<URL>emptyList() : Collections.list(entries)) {
            String path = entry.getPath();
            if (path.endsWith("/")) {
                continue;
            }
            try (InputStream in = entry.openStream()) {
                byte[] bytes = in.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0) {
                    throw new IOException("more than " + MOST_BYTES + " bytes");
                }
                String name = path.substring(path.indexOf(root) + root.length());
                files.put(name, Asset.of(name, bytes));
            }
        }
        return files;
    }
}
