package org.patchbay.sip.internal.entry;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.sip.internal.auth.DigestServer;
import org.patchbay.sip.internal.auth.Source;
import org.patchbay.sip.internal.auth.Verdict;
import org.patchbay.sip.internal.message.Peer;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipUriText;
import org.patchbay.sip.internal.trunk.Trunks;

/**
 * Says who somebody is: a device by its secret, a trunk by its address. Who is neither is
 * challenged like a device that is like most, so that nobody learns which names exist; only a
 * device with algorithms of its own can be told from them.
 */
final class Gate {
    private static final Pattern SIGNED = Pattern.compile("[ ,]uri=\"([^\"]{1,512})\"");

    private final DigestServer digest;
    private final Trunks trunks;

    Gate(DigestServer digest, Trunks trunks) {
        this.digest = digest;
        this.trunks = trunks;
    }

    /** What the gate says. */
    sealed interface Pass {
        record OfDevice(Device device) implements Pass {}

        record OfTrunk(Trunk trunk) implements Pass {}

        record Refused(Reply reply) implements Pass {}
    }

    /** Whether whoever is there calls without credentials. */
    boolean trusts(Directory directory, Peer source) {
        return trunks.caller(directory, source, "").isPresent();
    }

    Pass invite(SipRequest request, UserDirectory users) {
        Directory directory = users.current();
        Optional<Trunk> trunk = trunks.caller(directory, request.peer(), request.uri());
        if (trunk.isPresent()) {
            return new Pass.OfTrunk(trunk.get());
        }
        return device(request, users, directory, "Proxy-Authorization", "Proxy-Authenticate", 407);
    }

    Pass register(SipRequest request, UserDirectory users) {
        Directory directory = users.current();
        return device(request, users, directory, "Authorization", "WWW-Authenticate", 401);
    }

    Pass subscribe(SipRequest request, UserDirectory users) {
        return register(request, users);
    }

    private Pass device(
            SipRequest request,
            UserDirectory users,
            Directory directory,
            String credentialName,
            String challengeName,
            int status) {
        String credential = credential(request, credentialName, directory.domain());
        Verdict verdict =
                digest.check(
                        Source.of(request.peer().address()),
                        credential,
                        request.method(),
                        signedUri(credential, request.uri()),
                        directory.domain(),
                        (user, algorithm, realm) ->
                                offeredTo(directory, user).contains(algorithm)
                                        ? users.ha1(Account.device(user), algorithm, realm)
                                        : Optional.empty());
        Device device =
                verdict instanceof Verdict.Ok
                        ? directory.devices().get(((Verdict.Ok) verdict).user())
                        : null;
        if (device == null) {
            boolean stale = verdict instanceof Verdict.Stale;
            List<DigestAlgorithm> offered = offeredTo(directory, request.head().from().user());
            return new Pass.Refused(
                    challenge(request, directory.domain(), challengeName, status, stale, offered));
        }
        return allowed(request, device);
    }

    /**
     * What somebody of that name is challenged with, and must answer with: who is challenged with
     * the stronger one must not be able to choose the weaker, nor who stands between.
     */
    private List<DigestAlgorithm> offeredTo(Directory directory, String user) {
        Device device = directory.devices().get(user);
        return device == null || device.digest().isEmpty() ? digest.algorithms() : device.digest();
    }

    /** Everybody speaks for himself only, and over a transport that he may use. */
    private static Pass allowed(SipRequest request, Device device) {
        String from = SipUriText.user(request.head().from().uri());
        boolean own = from.equals(device.id());
        if (request.is("REGISTER")) {
            own = own && SipUriText.user(request.head().to().uri()).equals(device.id());
        }
        if (!own) {
            return new Pass.Refused(Reply.of(403).reason("Not your address"));
        }
        if (!device.allows(request.peer().transport())) {
            return new Pass.Refused(Reply.of(403).reason("Transport not allowed"));
        }
        return new Pass.OfDevice(device);
    }

    private Reply challenge(
            SipRequest request,
            String realm,
            String name,
            int status,
            boolean stale,
            List<DigestAlgorithm> offered) {
        Reply reply = Reply.of(status);
        String source = Source.of(request.peer().address());
        for (String value : digest.challenges(source, realm, stale, offered)) {
            reply = reply.header(name, value);
        }
        return reply;
    }

    /** The credentials for our realm: a request may carry those of others (§22.3). */
    private static String credential(SipRequest request, String name, String realm) {
        String quoted = "\"" + realm + "\"";
        return request.head().headers(name).stream()
                .filter(value -> value.contains(quoted))
                .findFirst()
                .orElseGet(() -> request.head().header(name).orElse(""));
    }

    /**
     * What the credential must have signed: the request URI. Some clients sign it without its user
     * part, which still names this server and nobody else.
     */
    private static String signedUri(String credential, String requested) {
        Matcher matcher = SIGNED.matcher(credential);
        if (!matcher.find()) {
            return requested;
        }
        String signed = matcher.group(1);
        boolean withoutUser =
                SipUriText.user(signed).isEmpty()
                        && SipUriText.host(signed).equals(SipUriText.host(requested))
                        && SipUriText.port(signed) == SipUriText.port(requested);
        return withoutUser ? signed : requested;
    }
}
