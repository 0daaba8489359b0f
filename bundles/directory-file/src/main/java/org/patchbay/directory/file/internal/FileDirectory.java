package org.patchbay.directory.file.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.call.api.EventSink;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory;

/** The service: wires a {@link WatchedDirectory} to its settings and to the house's events. */
@Component(
        service = UserDirectory.class,
        immediate = true,
        configurationPid = "org.patchbay.directory.file")
@Designate(ocd = DirectoryFileConfig.class)
public final class FileDirectory implements UserDirectory {
    /** Null while there is no hub to number events. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile EventSink events;

    private WatchedDirectory directory;

    @Activate
    void activate(DirectoryFileConfig config, BundleContext context) {
        directory = new WatchedDirectory(file(config.file(), context), this::publish);
        directory.start();
    }

    @Deactivate
    void deactivate() {
        directory.close();
    }

    private static Path file(String configured, BundleContext context) {
        String etc = context.getProperty("karaf.etc");
        Path folder = Path.of(etc == null ? "etc" : etc);
        return (configured.isBlank() ? folder.resolve("patchbay.json") : Path.of(configured))
                .toAbsolutePath();
    }

    private void publish(HouseEvent event) {
        EventSink sink = events;
        if (sink != null) {
            sink.publish(event);
        }
    }

    @Override
    public Directory current() {
        return directory.current();
    }

    @Override
    public Optional<String> ha1(Account account, DigestAlgorithm algorithm, String realm) {
        return directory.ha1(account, algorithm, realm);
    }

    @Override
    public Optional<String> refusal() {
        return directory.refusal();
    }

    @Override
    public AutoCloseable onChange(Consumer<Directory> listener) {
        return directory.onChange(listener);
    }
}
