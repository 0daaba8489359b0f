package org.patchbay.sip.internal.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.sip.internal.message.OptionTags;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.SipRequest;
import org.patchbay.sip.internal.message.SipUriText;

/**
 * The proxies between a device and us (RFC 3327). They are kept also where the device does not say
 * that it knows of them: without them it could not be reached. It is only not told then.
 */
final class RegisterPath {
    private static final int MOST = 8;
    private static final int LONGEST = 256;

    private RegisterPath() {}

    /** Routes with brackets, the nearest to us first; empty where that is no path. */
    static Optional<List<String>> of(SipRequest request) {
        List<String> routes = new ArrayList<>();
        for (String value : request.head().headers("Path")) {
            int from = value.indexOf('<');
            int to = value.indexOf('>', from + 1);
            String uri = from < 0 || to < 0 ? "" : value.substring(from + 1, to);
            if (!isRoute(uri) || routes.size() == MOST) {
                return Optional.empty();
            }
            routes.add("<" + uri + ">");
        }
        return request.broken().contains("path") ? Optional.empty() : Optional.of(routes);
    }

    private static boolean isRoute(String uri) {
        return SipUriText.isSip(uri)
                && !SipUriText.host(uri).isEmpty()
                && uri.length() <= LONGEST
                && uri.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** §5.3: the 200 has it for a device that knows what it is. */
    static Reply shown(SipRequest request, List<String> path, Reply reply) {
        boolean supported = OptionTags.supports(request.head(), OptionTags.PATH);
        return reply.status() == 200 && supported && !path.isEmpty()
                ? reply.header("Path", String.join(", ", path))
                : reply;
    }
}
