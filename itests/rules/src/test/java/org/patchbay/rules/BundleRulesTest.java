package org.patchbay.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rings of docs/architecture.md, checked on the compiled classes of every folder of bundles/.
 */
class BundleRulesTest {
    private static final Path BUNDLES = Path.of("../../bundles");

    /** Words, and the words that each may use. */
    private static final Map<String, Set<String>> WORDS =
            Map.of(
                    "sdp", Set.of(),
                    "media-api", Set.of("sdp"),
                    "directory-api", Set.of(),
                    "call-api", Set.of("sdp", "media-api", "directory-api"));

    /** Which bundles alone may import a library's packages. */
    private static final Map<String, Set<String>> LIBRARIES =
            Map.ofEntries(
                    Map.entry("javax.sip", Set.of("sip")),
                    Map.entry("gov.nist", Set.of("sip")),
                    Map.entry("io.netty", Set.of("sip")),
                    Map.entry("org.xbill", Set.of("sip")),
                    Map.entry("org.graalvm", Set.of("scripting")),
                    Map.entry("org.ice4j", Set.of("webrtc")),
                    Map.entry("org.jitsi", Set.of("webrtc")),
                    Map.entry("org.bouncycastle", Set.of("webrtc")),
                    Map.entry("com.sun.jna", Set.of("codec-opus")),
                    Map.entry("org.h2", Set.of("call-records")),
                    Map.entry("org.flywaydb", Set.of("call-records")),
                    Map.entry("com.google.i18n", Set.of("numbers")),
                    Map.entry("org.eclipse.jetty", Set.of("web")),
                    Map.entry("org.apache.felix.http", Set.of("web")),
                    Map.entry("jakarta.servlet", Set.of("web")),
                    Map.entry("org.apache.karaf.jaas", Set.of("web", "passwords")),
                    Map.entry(
                            "org.apache.karaf.shell", Set.of("console", "call-records", "trace")));

    /** Its classes lie in a bundle without the native parts of its jar. */
    private static final String LIBRARY_AMONG_OURS = "webrtc/target/classes/org/jitsi/srtp/";

    private static final Map<String, JavaClasses> CLASSES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> folders = Files.list(BUNDLES)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                Path compiled = folder.resolve("target/classes");
                assertTrue(Files.isDirectory(compiled), "compile first: " + folder.getFileName());
                CLASSES.put(
                        folder.getFileName().toString(),
                        new ClassFileImporter()
                                .withImportOption(at -> !at.contains(LIBRARY_AMONG_OURS))
                                .importPath(compiled));
            }
        }
        assertTrue(CLASSES.keySet().containsAll(WORDS.keySet()), CLASSES.keySet().toString());
    }

    @Test
    void packagesBearTheNameOfTheirBundle() {
        CLASSES.forEach(
                (bundle, classes) ->
                        classes.forEach(
                                c ->
                                        assertTrue(
                                                c.getPackageName().equals(root(bundle))
                                                        || c.getPackageName()
                                                                .startsWith(root(bundle) + "."),
                                                c.getName() + " in bundles/" + bundle)));
    }

    @Test
    void bundlesKnowWordsOnly() {
        List<String> broken = new ArrayList<>();
        CLASSES.forEach(
                (bundle, classes) -> {
                    Set<String> allowed = new TreeSet<>(WORDS.getOrDefault(bundle, WORDS.keySet()));
                    allowed.add(bundle);
                    for (JavaClass c : classes) {
                        c.getDirectDependenciesFromSelf().stream()
                                .map(d -> d.getTargetClass().getBaseComponentType())
                                .filter(t -> t.getPackageName().startsWith("org.patchbay"))
                                .filter(t -> !allowed.contains(bundleOf(t)))
                                .forEach(t -> broken.add(c.getName() + " knows " + t.getName()));
                    }
                });
        assertEquals(List.of(), broken);
    }

    @Test
    void noCycleBetweenPackages() {
        CLASSES.forEach(
                (bundle, classes) ->
                        slices().matching("(**)")
                                .should()
                                .beFreeOfCycles()
                                .allowEmptyShould(true)
                                .as("packages of bundles/" + bundle + " should be free of cycles")
                                .check(classes));
    }

    @Test
    void aProtocolLibraryIsImportedByOneBundle() {
        CLASSES.forEach(
                (bundle, classes) ->
                        LIBRARIES.forEach(
                                (library, owners) -> {
                                    if (!owners.contains(bundle)) {
                                        noClasses()
                                                .should()
                                                .dependOnClassesThat()
                                                .resideInAPackage(library + "..")
                                                .allowEmptyShould(true)
                                                .check(classes);
                                    }
                                }));
    }

    @Test
    void wordsSpeakOfTheJdkAndOfEachOtherOnly() {
        WORDS.keySet()
                .forEach(
                        bundle ->
                                noClasses()
                                        .should()
                                        .dependOnClassesThat()
                                        .resideOutsideOfPackages(
                                                "java..", "org.patchbay..", "org.osgi.annotation..")
                                        .check(CLASSES.get(bundle)));
    }

    @Test
    void onlyWordsAndTestkitExport() {
        CLASSES.keySet()
                .forEach(
                        bundle -> {
                            boolean exports = exports(bundle);
                            boolean may = WORDS.containsKey(bundle) || bundle.equals("testkit");
                            assertEquals(may, exports, "bundles/" + bundle + " exports");
                        });
    }

    private static boolean exports(String bundle) {
        Path file = BUNDLES.resolve(bundle).resolve("target/classes/META-INF/MANIFEST.MF");
        try (InputStream in = Files.newInputStream(file)) {
            return new Manifest(in).getMainAttributes().getValue("Export-Package") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String root(String bundle) {
        return "org.patchbay." + bundle.replace('-', '.');
    }

    private static String bundleOf(JavaClass type) {
        return CLASSES.keySet().stream()
                .filter(
                        b ->
                                type.getPackageName().equals(root(b))
                                        || type.getPackageName().startsWith(root(b) + "."))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("?" + type.getPackageName());
    }
}
