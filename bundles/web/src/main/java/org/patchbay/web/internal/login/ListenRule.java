package org.patchbay.web.internal.login;

import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may listen in to the calls of others.
 *
 * @param least the role from which on one may; empty for nobody
 */
public record ListenRule(Optional<Role> least) {
    private static final Logger LOG = LoggerFactory.getLogger(ListenRule.class);
    private static final ListenRule NOBODY = new ListenRule(Optional.empty());
    private static final String NOBODY_TEXT = "nobody";

    public ListenRule {
        Objects.requireNonNull(least);
    }

    /**
     * As configured: {@code admin}, {@code operator} or {@code nobody}; what is neither is read as
     * the last, and said in the log.
     */
    public static ListenRule parse(String text) {
        Optional<Role> role = Role.parse(text.strip()).filter(r -> r != Role.USER);
        if (role.isEmpty() && !text.strip().equals(NOBODY_TEXT)) {
            LOG.error("listen-role is '{}', not admin, operator or nobody: nobody may", text);
        }
        return role.isEmpty() ? NOBODY : new ListenRule(role);
    }

    public boolean lets(Role role) {
        return least.filter(role::includes).isPresent();
    }
}
