package org.patchbay.console.internal.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.HouseSnapshot;
import org.patchbay.call.api.NumberedEvent;

/** A console session, and services that may be there or not. */
final class FakeHouse {
    final Hub hub = new Hub();
    final Map<Class<?>, Object> services = new HashMap<>();
    final List<Object> unreturned = new ArrayList<>();
    volatile int bundleState = Bundle.ACTIVE;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream console = new PrintStream(printed, true, StandardCharsets.UTF_8);

    /** Remembers what it is asked. */
    static final class Hub implements CallHub {
        final List<CallSnapshot> calls = new ArrayList<>();
        final List<CallCommand> commands = new ArrayList<>();
        final List<NumberedEvent> toTell = new ArrayList<>();
        CommandResult result = new CommandResult.Done(new CallId("c-1"));
        boolean subscribed;
        Runnable onSubscribe = () -> {};

        @Override
        public CompletionStage<CommandResult> execute(CallCommand command) {
            commands.add(command);
            return CompletableFuture.completedFuture(result);
        }

        @Override
        public List<CallSnapshot> calls() {
            return calls;
        }

        @Override
        public Optional<CallSnapshot> call(CallId id) {
            return calls.stream().filter(c -> c.id().equals(id)).findFirst();
        }

        @Override
        public HouseSnapshot snapshot() {
            return new HouseSnapshot("boot", 0, calls);
        }

        @Override
        public AutoCloseable subscribe(Consumer<NumberedEvent> listener, int capacity) {
            subscribed = true;
            toTell.forEach(listener);
            onSubscribe.run();
            return () -> subscribed = false;
        }

        @Override
        public AutoCloseable follow(Consumer<NumberedEvent> listener) {
            throw new UnsupportedOperationException("the console follows nobody");
        }
    }

    FakeHouse withHub() {
        services.put(CallHub.class, hub);
        return this;
    }

    String run(HouseCommand command) throws Exception {
        command.context = context();
        command.session = session();
        command.execute();
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }

    BundleContext context() {
        Bundle bundle = proxy(Bundle.class, (name, arguments) -> bundleState);
        return proxy(BundleContext.class, (name, arguments) -> answer(bundle, name, arguments));
    }

    private Object answer(Bundle bundle, String name, Object[] arguments) {
        switch (name) {
            case "getBundle":
                return bundle;
            case "getServiceReference":
                Object service = services.get(arguments[0]);
                return service == null ? null : new Reference(service);
            case "getServiceReferences":
                Object only = services.get(arguments[0]);
                return only == null ? List.of() : List.of(new Reference(only));
            case "getService":
                Object given = ((Reference) arguments[0]).service;
                unreturned.add(given);
                return given;
            case "ungetService":
                return unreturned.remove(((Reference) arguments[0]).service);
            default:
                throw new UnsupportedOperationException(name);
        }
    }

    private Session session() {
        return proxy(
                Session.class,
                (name, arguments) -> {
                    if (name.equals("getConsole")) {
                        return console;
                    }
                    throw new UnsupportedOperationException(name);
                });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private static final class Reference implements ServiceReference<Object> {
        private final Object service;

        Reference(Object service) {
            this.service = service;
        }

        @Override
        public Object getProperty(String key) {
            return null;
        }

        @Override
        public String[] getPropertyKeys() {
            return new String[0];
        }

        @Override
        public Bundle getBundle() {
            return null;
        }

        @Override
        public Bundle[] getUsingBundles() {
            return new Bundle[0];
        }

        @Override
        public boolean isAssignableTo(Bundle bundle, String className) {
            return true;
        }

        @Override
        public int compareTo(Object other) {
            return 0;
        }

        @Override
        public java.util.Dictionary<String, Object> getProperties() {
            return new java.util.Hashtable<>();
        }

        @Override
        public <A> A adapt(Class<A> type) {
            return null;
        }
    }
}
