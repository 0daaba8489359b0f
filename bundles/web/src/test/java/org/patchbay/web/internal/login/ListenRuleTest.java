package org.patchbay.web.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenRuleTest {
    @ParameterizedTest
    @CsvSource({
        "admin, false, false, true",
        "operator, false, true, true",
        "nobody, false, false, false",
        "user, false, false, false",
        "'', false, false, false",
        "' admin ', false, false, true",
    })
    void lets_in_from_that_role_on(String text, boolean user, boolean operator, boolean admin) {
        ListenRule rule = ListenRule.parse(text);
        assertEquals(user, rule.lets(Role.USER));
        assertEquals(operator, rule.lets(Role.OPERATOR));
        assertEquals(admin, rule.lets(Role.ADMIN));
    }
}
