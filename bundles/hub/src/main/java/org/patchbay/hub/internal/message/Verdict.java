package org.patchbay.hub.internal.message;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.patchbay.call.api.CallDriver;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Plan;

/** What came of asking the apps, and the default route after them. */
public sealed interface Verdict {
    record Follow(Plan plan, String by, List<String> reasons) implements Verdict {
        public Follow {
            Objects.requireNonNull(plan);
            Objects.requireNonNull(by);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * @param app how it is asked again, should it go and come back
     */
    record Drive(CallDriver driver, String by, AppRequest app) implements Verdict {
        public Drive {
            Objects.requireNonNull(driver);
            Objects.requireNonNull(by);
            Objects.requireNonNull(app);
        }
    }

    /**
     * Nobody who is there decides, and apps that might are away.
     *
     * @param left how long they may still take to come back
     */
    record Away(Duration left) implements Verdict {
        public Away {
            Objects.requireNonNull(left);
        }
    }

    /** Nobody knows what to do; the caller gets that. */
    record Nobody(DisconnectCause cause) implements Verdict {
        public Nobody {
            Objects.requireNonNull(cause);
        }
    }
}
