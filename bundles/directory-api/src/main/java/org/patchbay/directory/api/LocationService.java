package org.patchbay.directory.api;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where devices are reached: the location service of RFC 3261 §10. Any thread may call; nothing
 * blocks.
 */
@ProviderType
public interface LocationService {
    /** The bindings that have not expired, highest q first. */
    List<Binding> bindings(AddressOfRecord aor);

    /** Every binding of the house. */
    List<Binding> all();

    /**
     * Carries out one REGISTER that was authenticated before (RFC 3261 §10.3 steps 6 to 8): all of
     * it or nothing.
     */
    RegisterOutcome register(RegisterRequest request);

    /** The connection with that id is gone, and with it every binding that it carried. */
    void connectionLost(String connection);

    /**
     * Asked once for each connection binding that was kept over a replacement of this service:
     * those of which {@code alive} says false end now.
     */
    void retainConnections(Predicate<String> alive);

    /**
     * Calls {@code listener} for each change, in their order, on a thread of the registrar; close
     * to stop.
     */
    AutoCloseable onChange(Consumer<BindingChange> listener);
}
