package org.patchbay.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory;

/** A directory that says what the test wants, and knows no secret. Any thread may call. */
public final class FakeDirectory implements UserDirectory {
    private final List<Consumer<Directory>> listeners = new CopyOnWriteArrayList<>();
    private volatile Directory directory;

    public FakeDirectory(Directory first) {
        directory = first;
    }

    /** Tells everybody who listens. */
    public void change(Directory next) {
        directory = next;
        listeners.forEach(l -> l.accept(next));
    }

    @Override
    public Directory current() {
        return directory;
    }

    @Override
    public Optional<String> ha1(Account account, DigestAlgorithm algorithm, String realm) {
        return Optional.empty();
    }

    @Override
    public AutoCloseable onChange(Consumer<Directory> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
