package org.patchbay.directory.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Who is not listened to because of wrong secrets. Any thread may call. */
@ProviderType
public interface AccessLocks {
    List<AccessLock> locks();

    /**
     * Listens again to whoever has to do with that source or account.
     *
     * @return how many locks that opened
     */
    int release(String sourceOrAccount);
}
