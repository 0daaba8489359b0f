package org.patchbay.sip.internal.trunk;

import java.util.Optional;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.sip.internal.parts.Parts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the trunks of each directory that comes, and of each change. While there is none the trunks
 * stay as they are: one may just be replaced.
 */
public final class TrunkFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrunkFollower.class);

    private final Trunks trunks;
    private final AutoCloseable arrivals;
    private AutoCloseable changes = () -> {};
    private boolean closed;

    public TrunkFollower(Parts parts, Trunks trunks) {
        this.trunks = trunks;
        arrivals = parts.onDirectory(this::follow);
    }

    private synchronized void follow(Optional<UserDirectory> next) {
        if (closed) {
            return;
        }
        end(changes);
        changes = () -> {}; // one that is gone must not be held on to
        if (next.isPresent()) {
            UserDirectory directory = next.get();
            changes = directory.onChange(changed -> trunks.follow(directory));
            trunks.follow(directory);
        }
    }

    private static void end(AutoCloseable listener) {
        try {
            listener.close();
        } catch (Exception e) {
            LOG.debug("listener: {}", e.toString());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        end(arrivals);
        end(changes);
    }
}
