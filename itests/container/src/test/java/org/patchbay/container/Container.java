package org.patchbay.container;

import static org.ops4j.pax.exam.CoreOptions.maven;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.extra.VMOption;

/**
 * How the distribution is started for a test: on loopback, on ports that were free a moment ago.
 */
final class Container {
    private static final String KARAF = System.getProperty("karaf.version");

    private Container() {}

    static Option[] options() {
        List<Option> options = new ArrayList<>();
        options.add(
                karafDistributionConfiguration()
                        .frameworkUrl(
                                maven().groupId("org.patchbay")
                                        .artifactId("org.patchbay.distribution")
                                        .version(System.getProperty("patchbay.version"))
                                        .type("tar.gz"))
                        .name("patchbay")
                        .unpackDirectory(new File("target/exam"))
                        .useDeployFolder(false));
        options.add(configureConsole().ignoreLocalConsole());
        options.add(keepRuntimeFolder());
        int sip = freePort();
        options.add(put("org.apache.karaf.shell.cfg", "sshPort", "" + freePort()));
        options.add(
                put(
                        "org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                        "${karaf.home.uri}system@id=system.repository@snapshots,file:"
                                + System.getProperty("org.ops4j.pax.url.mvn.localRepository")
                                + "@id=built.here@snapshots"));
        options.add(put("org.patchbay.sip.cfg", "bind-address", "127.0.0.1"));
        options.add(put("org.patchbay.sip.cfg", "port", "" + sip));
        options.add(put("org.patchbay.media.cfg", "bind-address", "127.0.0.1"));
        options.add(put("org.patchbay.webrtc.cfg", "bind-address", "127.0.0.1"));
        options.add(put("org.patchbay.webrtc.cfg", "port", "0"));
        options.add(put("org.patchbay.web.cfg", "port", "" + freePort()));
        options.add(
                mavenBundle("org.ops4j.pax.tipi", "org.ops4j.pax.tipi.hamcrest.core")
                        .version("1.3.0.1")
                        .noStart());
        for (String option : vmOptions()) {
            options.add(new VMOption(option));
        }
        return options.toArray(Option[]::new);
    }

    static Option put(String file, String key, String value) {
        return editConfigurationFilePut("etc/" + file, key, value);
    }

    /** What bin/karaf says; Pax Exam starts the JVM itself and does not read that script. */
    private static List<String> vmOptions() {
        List<String> options = new ArrayList<>();
        options.add("--add-reads=java.xml=java.logging");
        options.add("--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED");
        options.add("--patch-module");
        options.add("java.base=lib/endorsed/org.apache.karaf.specs.locator-" + KARAF + ".jar");
        options.add("--patch-module");
        options.add("java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + KARAF + ".jar");
        for (String opened :
                List.of(
                        "java.base/java.security",
                        "java.base/java.net",
                        "java.base/java.lang",
                        "java.base/java.util",
                        "java.naming/javax.naming.spi",
                        "java.rmi/sun.rmi.transport.tcp")) {
            options.add("--add-opens");
            options.add(opened + "=ALL-UNNAMED");
        }
        for (String exported :
                List.of(
                        "java.base/sun.net.www.protocol.file",
                        "java.base/sun.net.www.protocol.http",
                        "java.base/sun.net.www.protocol.https",
                        "java.base/sun.net.www.protocol.jar",
                        "jdk.naming.rmi/com.sun.jndi.url.rmi")) {
            options.add("--add-exports=" + exported + "=ALL-UNNAMED");
        }
        options.add("-XX:+UseZGC");
        options.add("-classpath");
        options.add("lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*");
        return options;
    }

    /** A port that is free for UDP and TCP now. */
    private static int freePort() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        while (true) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
                return udp.getLocalPort();
            } catch (IOException e) {
                continue; // taken for UDP: ask for another
            }
        }
    }
}
