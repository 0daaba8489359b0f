package org.patchbay.web.internal.login;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;

/** Karaf's realm: who may log in, by {@code etc/users.properties} or whatever else it is given. */
public final class Realm {
    private static final String NAME = "karaf";

    /**
     * The roles of somebody who gave the right password; empty where it was wrong. Takes a third of
     * a second of a core.
     */
    public Optional<List<String>> login(String user, String password) {
        Subject subject = new Subject();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // JAAS looks for Karaf's module by the thread's loader.
        thread.setContextClassLoader(ProxyLoginModule.class.getClassLoader());
        try {
            LoginContext login =
                    new LoginContext(NAME, subject, callbacks -> answer(callbacks, user, password));
            login.login();
            List<String> roles =
                    subject.getPrincipals(RolePrincipal.class).stream()
                            .map(RolePrincipal::getName)
                            .toList();
            login.logout();
            return Optional.of(roles);
        } catch (LoginException e) {
            return Optional.empty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Whether it knows people by {@code etc/users.properties}, as it does unless it is replaced.
     */
    public boolean readsFile() {
        AppConfigurationEntry[] modules =
                Configuration.getConfiguration().getAppConfigurationEntry(NAME);
        return modules == null
                || Stream.of(modules)
                        .map(
                                m ->
                                        String.valueOf(
                                                m.getOptions()
                                                        .get(ProxyLoginModule.PROPERTY_MODULE)))
                        .anyMatch(name -> name.endsWith(".PropertiesLoginModule"));
    }

    private static void answer(Callback[] callbacks, String user, String password)
            throws IOException, UnsupportedCallbackException {
        for (Callback c : callbacks) {
            if (c instanceof NameCallback name) {
                name.setName(user);
            } else if (c instanceof PasswordCallback word) {
                word.setPassword(password.toCharArray());
            } else {
                throw new UnsupportedCallbackException(c); // such as a key of the console
            }
        }
    }
}
