package org.patchbay.directory.file.internal.model;

import java.util.List;

/**
 * Files that must be refused, and what must be said of them. Secrets in them are {@code hunter2}.
 */
public final class BadFiles {
    private BadFiles() {}

    /**
     * @param says begins with line and column of the first problem
     * @param bySchema whether a JSON Schema can see it at all
     */
    public record Bad(String name, String json, String says, boolean bySchema) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String DEVICE = "{\"id\":\"1001\",\"secret\":\"hunter2\"}";

    public static List<Bad> all() {
        return List.of(
                bad("no domain", "{}", "line 1, column 1, $: 'domain' is missing", true),
                bad(
                        "not an object",
                        "[]",
                        "line 1, column 1, $: must be an object, not a list",
                        true),
                bad(
                        "unknown top key",
                        "{\"domain\":\"d\",\n \"user\":[]}",
                        "line 2, column 2, $.user: unknown key 'user', did you mean 'users'?",
                        true),
                in(
                        "unknown device key",
                        "\"devices\":[\n{\"id\":\"1\",\"secret\":\"hunter2\",\"transport\":[]}]",
                        "line 3, column 30, $.devices[0].transport: unknown key 'transport', did you"
                                + " mean 'transports'?",
                        true),
                in(
                        "unknown key far from all",
                        "\"rooms\":[{\"number\":\"8\",\"zzzzzzzz\":1}]",
                        "line 2, column 24, $.rooms[0].zzzzzzzz: unknown key 'zzzzzzzz'; known are"
                                + " number, name, pin, tones",
                        true),
                in(
                        "a PIN that cannot be pressed",
                        "\"rooms\":[{\"number\":\"8\",\"pin\":\"abc\"}]",
                        "line 2, column 30, $.rooms[0].pin: must be 3 to 12 digits",
                        true),
                in(
                        "wrong type",
                        "\"users\":{}",
                        "line 2, column 9, $.users: must be a list, not an object",
                        true),
                in(
                        "number in place of text",
                        "\"users\":[{\"id\":1001}]",
                        "line 2, column 16, $.users[0].id: must be a text, not a number",
                        true),
                in(
                        "two users with one id",
                        "\"users\":[{\"id\":\"a\"},\n{\"id\":\"a\"}]",
                        "line 3, column 7, $.users[1].id: id 'a' is taken by $.users[0].id in line 2",
                        false),
                in(
                        "two users with one number",
                        "\"users\":[{\"id\":\"a\",\"number\":\"1\"},\n{\"id\":\"b\",\"number\":\"1\"}]",
                        "line 3, column 20, $.users[1].number: number '1' is taken by"
                                + " $.users[0].number in line 2",
                        false),
                in(
                        "group with the number of a user",
                        "\"users\":[{\"id\":\"a\",\"number\":\"1\"}],\n"
                                + "\"groups\":[{\"id\":\"g\",\"number\":\"1\",\"members\":[\"user:a\"]}]",
                        "line 3, column 30, $.groups[0].number: number '1' is taken",
                        false),
                in(
                        "room over a number",
                        "\"users\":[{\"id\":\"a\",\"number\":\"8001\"}],\n\"rooms\":[{\"number\":\"8xxx\"}]",
                        "line 3, column 20, $.rooms[0].number: room '8xxx' covers number '8001'",
                        false),
                in(
                        "room twice",
                        "\"rooms\":[{\"number\":\"8xxx\"},{\"number\":\"8xxx\"}]",
                        "line 2, column 38, $.rooms[1].number: there is a room '8xxx' already",
                        false),
                in(
                        "bad room pattern",
                        "\"rooms\":[{\"number\":\"8yyy\"}]",
                        "line 2, column 20, $.rooms[0].number: '8yyy' must be digits",
                        true),
                in(
                        "device that is not there",
                        "\"devices\":["
                                + DEVICE
                                + "],\n\"users\":[{\"id\":\"a\",\"devices\":[\"1010\"]}]",
                        "line 3, column 31, $.users[0].devices[0]: there is no device '1010', did"
                                + " you mean '1001'?",
                        false),
                in(
                        "the same device twice",
                        "\"devices\":["
                                + DEVICE
                                + "],\n"
                                + "\"users\":[{\"id\":\"a\",\"devices\":[\"1001\",\"1001\"]}]",
                        "line 3, column 38, $.users[0].devices[1]: '1001' stands here twice",
                        true),
                in(
                        "member that is not there",
                        "\"groups\":[{\"id\":\"g\",\"members\":[\"user:anna\"]}]",
                        "line 2, column 32, $.groups[0].members[0]: there is no user 'anna'",
                        false),
                in(
                        "member with a slip in its scheme",
                        "\"groups\":[{\"id\":\"g\",\"members\":[\"usr:anna\"]}]",
                        "line 2, column 32, $.groups[0].members[0]: no 'usr:' is known, did you mean"
                                + " 'user:'?",
                        false),
                in(
                        "group without members",
                        "\"groups\":[{\"id\":\"g\",\"members\":[]}]",
                        "line 2, column 31, $.groups[0].members: needs 1 to 32 members",
                        true),
                in(
                        "group that rings itself",
                        "\"groups\":[{\"id\":\"g\",\"members\":[\"group:h\"]},\n"
                                + "{\"id\":\"h\",\"members\":[\"group:g\"]}]",
                        "line 2, column 32, $.groups[0].members[0]: group 'g' would ring itself",
                        false),
                in(
                        "trunk member without number",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\"}],\n"
                                + "\"groups\":[{\"id\":\"g\",\"members\":[\"trunk:t\"]}]",
                        "line 3, column 32, $.groups[0].members[0]: write trunk:ID/NUMBER",
                        false),
                in(
                        "strategy",
                        "\"groups\":[{\"id\":\"g\",\"members\":[\"x:y\"],\"strategy\":\"al\"}]",
                        "line 2, column 50, $.groups[0].strategy: 'al' must be one of all, order,"
                                + " did you mean 'all'?",
                        true),
                in(
                        "timeout too long",
                        "\"groups\":[{\"id\":\"g\",\"members\":[\"x:y\"],\"timeoutS\":3601}]",
                        "line 2, column 50, $.groups[0].timeoutS: 3601 is not in 1…3600",
                        true),
                in(
                        "timeout with a fraction",
                        "\"groups\":[{\"id\":\"g\",\"members\":[\"x:y\"],\"timeoutS\":2.5}]",
                        "line 2, column 50, $.groups[0].timeoutS: must be a whole number, not a"
                                + " fraction",
                        true),
                in(
                        "no secret at all",
                        "\"devices\":[{\"id\":\"1\"}]",
                        "line 2, column 12, $.devices[0]: needs either 'secret' or 'ha1'",
                        true),
                in(
                        "secret and ha1",
                        "\"devices\":[{\"id\":\"1\",\"secret\":\"hunter2\",\"ha1\":{\"MD5\":\""
                                + "0".repeat(32)
                                + "\"}}]",
                        "line 2, column 12, $.devices[0]: needs either 'secret' or 'ha1'",
                        true),
                in(
                        "short ha1",
                        "\"devices\":[{\"id\":\"1\",\"ha1\":{\"SHA-256\":\"hunter2\"}}]",
                        "line 2, column 39, $.devices[0].ha1.SHA-256: must be 64 hex digits",
                        true),
                in(
                        "empty ha1",
                        "\"devices\":[{\"id\":\"1\",\"ha1\":{}}]",
                        "line 2, column 28, $.devices[0].ha1: needs 'SHA-256', 'MD5' or both",
                        true),
                in(
                        "secret that is a number",
                        "\"devices\":[{\"id\":\"1\",\"secret\":4711}]",
                        "line 2, column 31, $.devices[0].secret: must be a text, not a number",
                        true),
                in(
                        "secret with a control character",
                        "\"devices\":[{\"id\":\"1\",\"secret\":\"\\nhunter2\"}]",
                        "line 2, column 31, $.devices[0].secret: must be 1 to 256 characters",
                        true),
                in(
                        "unquoted secret",
                        "\"devices\":[{\"id\":\"1\",\"secret\":hunter2}]",
                        "line 2, column 38, $.devices[0]: not JSON",
                        true),
                in(
                        "transport",
                        "\"devices\":[{\"id\":\"1\",\"secret\":\"hunter2\",\"transports\":[\"upd\"]}]",
                        "line 2, column 55, $.devices[0].transports[0]: 'upd' must be one of udp,"
                                + " tcp, tls, ws, wss, did you mean 'udp'?",
                        true),
                in(
                        "digest algorithm",
                        "\"devices\":[{\"id\":\"1\",\"secret\":\"hunter2\",\"digest\":[\"MD6\"]}]",
                        "line 2, column 51, $.devices[0].digest[0]: 'MD6' must be one of SHA-256,"
                                + " MD5, did you mean 'MD5'?",
                        true),
                in(
                        "no digest algorithm",
                        "\"devices\":[{\"id\":\"1\",\"secret\":\"hunter2\",\"digest\":[]}]",
                        "line 2, column 50, $.devices[0].digest: needs 'SHA-256', 'MD5' or both",
                        true),
                in(
                        "digest algorithm without its hash",
                        "\"devices\":[{\"id\":\"1\",\"ha1\":{\"MD5\":\"0123456789abcdef0123456789abcdef\"},"
                                + "\"digest\":[\"SHA-256\"]}]",
                        "line 2, column 81, $.devices[0].digest[0]: 'ha1' has no hash for 'SHA-256'",
                        false),
                in(
                        "policy of SRTP",
                        "\"devices\":[{\"id\":\"1\",\"secret\":\"hunter2\",\"srtp\":\"prefered\"}]",
                        "line 2, column 48, $.devices[0].srtp: 'prefered' must be one of required,"
                                + " preferred, off, did you mean 'preferred'?",
                        true),
                in(
                        "policy of SRTP that is a truth value",
                        "\"devices\":[{\"id\":\"1\",\"secret\":\"hunter2\",\"srtp\":true}]",
                        "line 2, column 48, $.devices[0].srtp: must be a text, not",
                        true),
                in(
                        "policy of SRTP of a trunk",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\"srtp\":\"on\"}]",
                        "line 2, column 39, $.trunks[0].srtp: 'on' must be one of required,"
                                + " preferred, off",
                        true),
                in(
                        "form of keys",
                        "\"devices\":[{\"id\":\"1\",\"secret\":\"hunter2\",\"dtmf\":\"rfc2833\"}]",
                        "line 2, column 48, $.devices[0].dtmf: 'rfc2833' must be one of auto,"
                                + " rfc4733, info, inband",
                        true),
                in(
                        "port",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\"port\":65536}]",
                        "line 2, column 39, $.trunks[0].port: 65536 is not in 1…65535",
                        true),
                in(
                        "port beyond every number",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\"port\":99999999999999999999}]",
                        "line 2, column 39, $.trunks[0].port: must be a whole number, not a number"
                                + " far too large",
                        true),
                in(
                        "source that is no address",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\"sources\":[\"acme.example\"]}]",
                        "line 2, column 43, $.trunks[0].sources[0]: 'acme.example' must be an IP"
                                + " address",
                        true),
                in(
                        "source of two trunks",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\"sources\":[\"192.0.2.1\"]},\n"
                                + "{\"id\":\"u\",\"host\":\"h\",\"sources\":[\"192.0.2.1\"]}]",
                        "line 3, column 33, $.trunks[1].sources[0]: source '192.0.2.1' is taken",
                        false),
                in(
                        "user name without secret",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\"username\":\"u\"}]",
                        "line 2, column 11, $.trunks[0]: 'username' and 'secret' belong together",
                        true),
                in(
                        "registration without account",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"registerS\":600}]",
                        "line 3, column 13, $.trunks[0].registerS: 'registerS' needs 'username'",
                        true),
                in(
                        "registration for ever",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\"username\":\"u\",\"secret\":\"hunter2\",\n"
                                + "\"registerS\":86401}]",
                        "line 3, column 13, $.trunks[0].registerS: 86401 is not in 0…86400",
                        true),
                in(
                        "port of no proxy",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"proxyPort\":5060}]",
                        "line 3, column 13, $.trunks[0].proxyPort: 'proxyPort' needs 'proxy'",
                        true),
                in(
                        "realm that nobody needs",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"realm\":\"r\"}]",
                        "line 3, column 9, $.trunks[0].realm: 'realm' needs 'username'",
                        true),
                in(
                        "call that waits longer than its INVITE",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"firstAnswerS\":33}]",
                        "line 3, column 16, $.trunks[0].firstAnswerS: 33 is not in 1…32",
                        true),
                in(
                        "room for no call",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"maxCalls\":0}]",
                        "line 3, column 12, $.trunks[0].maxCalls: 0 is not in 1…10000",
                        true),
                in(
                        "prefix with a pattern",
                        "\"users\":[{\"id\":\"a\",\n\"deny\":[\"0900x\"]}]",
                        "line 3, column 9, $.users[0].deny[0]: '0900x' must be digits",
                        true),
                in(
                        "prefix that is allowed and denied",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\"allow\":[\"0\",\"09\"],\n\"deny\":[\"00\",\"09\"]}]",
                        "line 3, column 14, $.trunks[0].deny[1]: '09' is in 'allow' too",
                        false),
                in(
                        "number for a trunk that is not there",
                        "\"trunks\":[{\"id\":\"acme\",\"host\":\"h\"}],\n"
                                + "\"users\":[{\"id\":\"a\",\"callerId\":{\"acne\":\"1\"}}]",
                        "line 3, column 32, $.users[0].callerId.acne: there is no trunk 'acne', did"
                                + " you mean 'acme'?",
                        false),
                in(
                        "number of a caller that is a name",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"callerId\":\"Acme\"}]",
                        "line 3, column 12, $.trunks[0].callerId: 'Acme' must be digits",
                        true),
                in(
                        "one number of a user for all trunks",
                        "\"users\":[{\"id\":\"a\",\n\"callerId\":\"1\"}]",
                        "line 3, column 12, $.users[0].callerId: must be an object, not a text",
                        true),
                in(
                        "numbers that may be shown, and nothing for the others",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"mayShow\":[\"+4930\"]}]",
                        "line 3, column 11, $.trunks[0].mayShow: 'mayShow' needs 'callerId'",
                        false),
                in(
                        "strangers that may be shown, and nothing for the others",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"showForwarded\":true}]",
                        "line 3, column 17, $.trunks[0].showForwarded: 'showForwarded' needs"
                                + " 'callerId'",
                        true),
                in(
                        "numbers of users that stand at the trunk",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"callerId\":{\"ben\":\"1\"}}]",
                        "line 3, column 12, $.trunks[0].callerId: must be a text, not an object",
                        true),
                in(
                        "number for a trunk with a strange name",
                        "\"users\":[{\"id\":\"a\",\"callerId\":{\n\"a\\u001b[2J\":\"1\"}}]",
                        "line 3, column 1, $.users[0].callerId.a?[2J: there is no trunk 'a?[2J'",
                        true),
                in(
                        "trust that is a word",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"trusted\":\"yes\"}]",
                        "line 3, column 11, $.trunks[0].trusted: must be true or false, not a text",
                        true),
                in(
                        "public address that is a name",
                        "\"trunks\":[{\"id\":\"t\",\"host\":\"h\",\n\"publicAddress\":\"pbx.example\"}]",
                        "line 3, column 17, $.trunks[0].publicAddress: 'pbx.example' must be an IP"
                                + " address",
                        true),
                in(
                        "null",
                        "\"users\":null",
                        "line 2, column 9, $.users: must be a list, not null",
                        true));
    }

    private static Bad bad(String name, String json, String says, boolean bySchema) {
        return new Bad(name, json, says, bySchema);
    }

    /** With the domain in the first line and {@code rest} from the second on. */
    private static Bad in(String name, String rest, String says, boolean bySchema) {
        return new Bad(name, "{\"domain\":\"d\",\n" + rest + "}", says, bySchema);
    }
}
