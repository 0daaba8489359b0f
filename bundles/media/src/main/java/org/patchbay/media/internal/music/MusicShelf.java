package org.patchbay.media.internal.music;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.media.internal.player.WavReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The music of the house. It is filled once, by a thread that may block; until then those who wait
 * hear nothing. Any thread may ask.
 */
public final class MusicShelf {
    private static final Logger LOG = LoggerFactory.getLogger(MusicShelf.class);

    /** Of all files together: 19 MB. */
    private static final int MOST_SAMPLES = 10 * 60 * Track.RATE_HZ;

    private volatile List<Track> tracks = List.of();

    /** Takes the own music, or the stock where there is none or it cannot be played. */
    public void fill(Optional<Path> own) {
        List<Track> found = own.map(MusicShelf::load).orElse(List.of());
        if (own.isPresent() && found.isEmpty()) {
            LOG.warn("music on hold: there is none in {}, the stock plays", own.get());
        }
        tracks = found.isEmpty() ? List.of(StockMusic.make()) : found;
    }

    /** What there is, in its order. */
    List<Track> tracks() {
        return tracks;
    }

    private static List<Track> load(Path place) {
        List<Track> loaded = new ArrayList<>();
        int left = MOST_SAMPLES;
        for (Path file : files(place)) {
            if (left == 0) {
                LOG.warn("music on hold: {} and what follows is beyond ten minutes", file);
                break;
            }
            try {
                Track track = new Track(WavReader.read(file, Track.RATE_HZ, left));
                loaded.add(track);
                left -= track.length();
            } catch (IllegalArgumentException e) {
                LOG.warn("music on hold: {}", e.getMessage());
            }
        }
        return loaded;
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> all = Files.list(place)) {
            return all.filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".wav"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("music on hold: {} cannot be read: {}", place, e.toString());
            return List.of();
        }
    }
}
