package org.patchbay.sip.internal.subscribe;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.patchbay.call.api.MessageWaiting.Messages;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;
import org.patchbay.sip.internal.message.Body;

/**
 * Whether messages wait (RFC 3842): for who owns them only. While nothing keeps messages there are
 * none, so that phones are told when something comes that does.
 */
final class MessagePackage implements EventPackage {
    private static final String TYPE = "application/simple-message-summary";

    private final Function<String, Optional<Messages>> messages;

    /**
     * @param messages of the user with that id
     */
    MessagePackage(Function<String, Optional<Messages>> messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "message-summary";
    }

    @Override
    public String mediaType() {
        return TYPE;
    }

    @Override
    public boolean permits(Device subscriber, String resource, Directory directory) {
        return owner(resource, directory)
                .map(user -> user.devices().contains(subscriber.id()))
                .orElse(false);
    }

    private static Optional<User> owner(String resource, Directory directory) {
        return resource.isEmpty()
                ? Optional.empty()
                : directory.userByNumber(resource).or(() -> directory.userOfDevice(resource));
    }

    @Override
    public Optional<Set<String>> parts(String resource, Directory directory) {
        return owner(resource, directory).map(user -> Set.of(part(user.id())));
    }

    /** The name of what changes with that user's messages. */
    static String part(String user) {
        return "mailbox:" + user;
    }

    /** RFC 3842 §5.2; the account may be left out, and phones show what they are told to. */
    @Override
    public Body body(String resource, Directory directory, long version) {
        Messages now =
                owner(resource, directory)
                        .flatMap(user -> messages.apply(user.id()))
                        .orElse(Messages.NONE);
        return new Body(
                TYPE,
                "Messages-Waiting: "
                        + (now.unheard() > 0 ? "yes" : "no")
                        + "\r\nMessage-Account: "
                        + Resources.uri(resource, directory)
                        + "\r\nVoice-Message: "
                        + now.unheard()
                        + "/"
                        + now.heard()
                        + "\r\n");
    }
}
