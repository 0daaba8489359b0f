package org.patchbay.web.internal.login;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The tokens of programs. Any thread may call. */
public final class Tokens {
    private static final int MOST = 200;
    private static final String PREFIX = "pb_";

    /** Where they are kept. */
    public interface Store {
        void write(Collection<Token> tokens) throws IOException;
    }

    /** What those may who make tokens. */
    public interface Makers {
        /** Whether somebody is there still, and may himself do what that role may. */
        boolean mayStill(String user, Role role);
    }

    /**
     * @param text the only time that it is told
     */
    public record Made(String text, Token token) {}

    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Store store;
    private final Makers makers;
    private final List<Consumer<Token>> listeners = new CopyOnWriteArrayList<>();

    public Tokens(Collection<Token> kept, Store store, Makers makers) {
        this.makers = makers;
        kept.forEach(t -> tokens.put(t.id(), t));
        this.store = store;
    }

    public synchronized List<Token> all() {
        return List.copyOf(tokens.values());
    }

    /**
     * @throws IllegalArgumentException where the name is none, or there are too many
     * @throws IOException where it cannot be kept; then there is none
     */
    public synchronized Made make(String name, Role role, String by, Instant now)
            throws IOException {
        if (tokens.size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " tokens already");
        }
        String id = Secrets.random(9).replace('_', 'a');
        String secret = Secrets.random(32);
        Token token = new Token(id, name, role, by, now, Secrets.sha256(secret));
        tokens.put(id, token);
        try {
            store.write(tokens.values());
        } catch (IOException e) {
            tokens.remove(id);
            throw e;
        }
        return new Made(PREFIX + id + "_" + secret, token);
    }

    /**
     * False where there is none.
     *
     * @throws IOException where that cannot be kept; it is revoked all the same until the next
     *     start
     */
    public boolean revoke(String id) throws IOException {
        Token gone;
        synchronized (this) {
            gone = tokens.remove(id);
            if (gone == null) {
                return false;
            }
        }
        listeners.forEach(l -> l.accept(gone));
        synchronized (this) {
            store.write(tokens.values());
        }
        return true;
    }

    public synchronized Optional<Token> find(String text) {
        String[] parts = text.split("_", 3);
        if (parts.length != 3 || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Optional.ofNullable(tokens.get(parts[1]))
                .filter(t -> Secrets.same(t.hash(), Secrets.sha256(parts[2])))
                .filter(this::isGood);
    }

    /** One that was not revoked, and whose maker may do himself what it may. */
    public synchronized boolean isGood(Token token) {
        return tokens.containsKey(token.id()) && makers.mayStill(token.by(), token.role());
    }

    /** Told of each that is revoked. */
    public void onRevoked(Consumer<Token> listener) {
        listeners.add(listener);
    }
}
