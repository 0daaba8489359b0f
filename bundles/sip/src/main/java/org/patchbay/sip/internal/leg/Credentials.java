package org.patchbay.sip.internal.leg;

import java.util.Optional;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.sip.internal.auth.Challenges;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipResponse;

/** What one leg proves itself with. On the leg's queue. */
final class Credentials {
    private final Challenges challenges;

    /**
     * @param user digest user name; empty where we have none
     */
    Credentials(House house, String user, Account account) {
        challenges =
                new Challenges(
                        user,
                        (algorithm, realm) -> ha1(house, account, algorithm, realm),
                        house.tokens()::callId);
    }

    /** A trunk's secret is for one realm: a stranger behind the trunk may challenge us, too. */
    private static Optional<String> ha1(
            House house, Account account, DigestAlgorithm algorithm, String realm) {
        return account.kind() == Account.Kind.TRUNK
                ? house.trunks().ha1(account.id(), algorithm, realm)
                : house.parts().directory().flatMap(d -> d.ha1(account, algorithm, realm));
    }

    /** The header for the request's next try; empty where there is no use in one. */
    Optional<Header> answer(SipResponse challenge, OutRequest request) {
        return challenges.answer(challenge, request);
    }
}
