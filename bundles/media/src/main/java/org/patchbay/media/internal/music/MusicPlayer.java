package org.patchbay.media.internal.music;

import java.util.List;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.mix.EndingPlayer;

/** Plays the music of the house over and over; comes in and goes out within a frame each. */
public final class MusicPlayer extends EndingPlayer {
    private final MusicShelf shelf;
    private List<Track> tracks = List.of();
    private int track;
    private int position;
    private boolean stopping;

    public MusicPlayer(String name, MediaLoop home, MusicShelf shelf) {
        super(name, home);
        this.shelf = shelf;
    }

    @Override
    protected int sourceRateHz(int mixRateHz) {
        return Track.RATE_HZ;
    }

    @Override
    protected boolean pull(float[] out, int count, int rateHz, long nowNanos) {
        if (isOver()) {
            return false;
        }
        boolean begins = tracks.isEmpty();
        if (begins) {
            tracks = shelf.tracks();
        }
        if (tracks.isEmpty()) {
            return false;
        }
        take(out, count);
        if (begins) {
            fade(out, count, 0, 1);
        }
        if (stopping) {
            // Silent a little before its end: what a resampler still holds then is never heard.
            fade(out, count, 1, -0.15f);
            played(false);
        }
        return true;
    }

    private void take(float[] out, int count) {
        int done = 0;
        while (done < count) {
            Track now = tracks.get(track);
            int n = Math.min(count - done, now.length() - position);
            now.copy(position, out, done, n);
            done += n;
            position += n;
            if (position == now.length()) {
                position = 0;
                track = (track + 1) % tracks.size();
            }
        }
    }

    private static void fade(float[] out, int count, float from, float to) {
        for (int i = 0; i < count; i++) {
            out[i] *= Math.max(0, from + (to - from) * (i + 0.5f) / count);
        }
    }

    /** A frame more, in which it fades; nothing where nobody would hear that. */
    @Override
    protected void stopHere() {
        if (mix() == null || tracks.isEmpty()) {
            super.stopHere();
        } else {
            stopping = true;
        }
    }
}
