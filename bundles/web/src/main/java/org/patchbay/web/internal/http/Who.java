package org.patchbay.web.internal.http;

import java.util.Objects;
import java.util.Optional;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Session;
import org.patchbay.web.internal.login.Token;

/**
 * Who asks.
 *
 * @param user the name that was logged in with, or who made the token
 * @param session of a page; else there is a token
 */
public record Who(String user, Role role, Optional<Session> session, Optional<Token> token) {
    public Who {
        Objects.requireNonNull(user);
        Objects.requireNonNull(role);
        if (session.isPresent() == token.isPresent()) {
            throw new IllegalArgumentException("either a page or a program");
        }
    }

    public static Who at(Session session) {
        return new Who(session.user(), session.role(), Optional.of(session), Optional.empty());
    }

    /** A program does not take the {@link Seats} of the page of who made its token. */
    public String seat() {
        return token.map(t -> "token " + t.id()).orElse("user " + user);
    }

    public static Who with(Token token) {
        return new Who(token.by(), token.role(), Optional.empty(), Optional.of(token));
    }
}
