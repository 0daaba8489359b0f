package org.patchbay.call.api;

import java.util.List;
import java.util.Objects;

/** What an app says about a call. */
public sealed interface Decision {
    /** Ask the next app. */
    record NotMine() implements Decision {}

    /**
     * Carry this out.
     *
     * @param by who decided, with its version: {@code routing/office.mjs@7}
     * @param reasons what it looked up and why, for {@code pbx:call}
     */
    record Follow(Plan plan, String by, List<String> reasons) implements Decision {
        public Follow {
            Objects.requireNonNull(plan);
            Objects.requireNonNull(by);
            reasons = List.copyOf(reasons);
        }
    }

    /** The app takes the call over. */
    record Drive(CallDriver driver, String by) implements Decision {
        public Drive {
            Objects.requireNonNull(driver);
            Objects.requireNonNull(by);
        }
    }
}
