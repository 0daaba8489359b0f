package org.patchbay.directory.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How the trunks are. Any thread may call; nothing blocks. */
@ProviderType
public interface TrunkStates {
    /** All of the directory, in its order. */
    List<TrunkStatus> trunks();
}
