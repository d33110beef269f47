package io.volant.rpc.serialization;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.ServiceCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same source gives the same schema texts, whoever compiled it and how. The texts are kept in git, so that builds on different
 * JDKs compare with one another through them.
 */
@Timeout(300)
@TestInstance(PER_CLASS) // what one test has compiled serves the others
class DigestDeterminismTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path directory;

    private final Map<String, Map<String, byte[]>> compiled = new HashMap<>();

    @Test
    void neitherDebugInformationNorParameterNamesMatter() throws Exception {
        Javac javac = Javac.running();
        for (String option : List.of("-g", "-g:none", "-parameters")) {
            assertGolden("Everything", compile(javac, "Everything", 17, option), javac + " " + option);
        }
        assertGolden("Everything", compile(javac, "Everything", 17), javac + " without options");
        assertGolden("Unions", compile(javac, "Unions", 17), javac + " without options");
        assertGolden("Older", compile(javac, "Older", 10), javac + " for JDK 10");
    }

    @Test
    void theCompilerOfAnotherJdkDoesNotMatter() throws Exception {
        List<Javac> others = Javac.others();
        System.out.println("golden digests: compared with " + Javac.running() + " and "
                + (others.isEmpty() ? "no other, since this machine has one JDK only" : others));
        for (Javac javac : others) {
            assertGolden("Everything", compile(javac, "Everything", 17), javac.toString());
            assertGolden("Everything", compile(javac, "Everything", 17, "-g"), javac + " -g");
            assertGolden("Unions", compile(javac, "Unions", 17), javac.toString());
            assertGolden("Older", compile(javac, "Older", 10), javac + " for JDK 10");
        }
    }

    @Test
    void aCoverageAgentDoesNotMatter() throws Exception {
        List<Javac> compilers = new ArrayList<>(List.of(Javac.running()));
        compilers.addAll(Javac.others());
        LoggerRuntime runtime = new LoggerRuntime();
        runtime.startup(new RuntimeData());
        Instrumenter instrumenter = new Instrumenter(runtime);
        try {
            for (Javac javac : compilers) {
                Map<String, byte[]> classes = instrumented(instrumenter, compile(javac, "Everything", 17, "-g"));
                assertThat(text(classes, "golden.Everything$Line")).contains("$jacocoInit");
                assertGolden("Everything", classes, javac + " with a coverage agent");

                Map<String, byte[]> unions = instrumented(instrumenter, compile(javac, "Unions", 17));
                assertGolden("Unions", unions, javac + " with a coverage agent");

                Map<String, byte[]> older = instrumented(instrumenter, compile(javac, "Older", 10));
                assertThat(text(older, "golden.Older$Bean")).contains("$jacocoInit", "$jacocoData");
                assertGolden("Older", older, javac + " for JDK 10 with a coverage agent");
            }
        } finally {
            runtime.shutdown();
        }
    }

    @Test
    void theOrderInWhichABeanDeclaresItsFieldsDoesNotMatter() throws Exception {
        String number = "private long number;";
        String hidden = "private Hidden hidden = new Hidden();";
        String source = Files.readString(GOLDEN.resolve("Older.java"));
        assertThat(source).containsSubsequence(number, hidden);
        String turned = source.replace(number, "?").replace(hidden, number).replace("?", hidden);
        Path file = Files.writeString(directory.resolve("Older.java"), turned);

        Path into = Files.createDirectory(directory.resolve("turned"));
        assertGolden("Older", Javac.running().compile(file, into), "fields in another order");
    }

    private Map<String, byte[]> compile(Javac javac, String service, int release, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--release", String.valueOf(release)));
        String key = javac + " " + service + " " + all;
        Map<String, byte[]> known = compiled.get(key);
        if (known != null) {
            return known;
        }
        Path into = Files.createDirectory(directory.resolve("classes-" + compiled.size()));
        Map<String, byte[]> classes =
                javac.compile(GOLDEN.resolve(service + ".java"), into, all.toArray(String[]::new));
        compiled.put(key, classes);
        return classes;
    }

    private static Map<String, byte[]> instrumented(Instrumenter instrumenter, Map<String, byte[]> classes)
            throws Exception {
        Map<String, byte[]> changed = new HashMap<>();
        for (Map.Entry<String, byte[]> one : classes.entrySet()) {
            changed.put(one.getKey(), instrumenter.instrument(one.getValue(), one.getKey()));
        }
        return changed;
    }

    private static String text(Map<String, byte[]> classes, String name) {
        return new String(classes.get(name), ISO_8859_1);
    }

    /** Leaves what it found beside the class files of the build, from where an intended change is copied into git. */
    private static void assertGolden(String service, Map<String, byte[]> classes, String how) throws Exception {
        Class<?> type = Class.forName("golden." + service, false, new Classes(classes));
        String found = describe(Codecs.of(type));
        Path file = Path.of("target", "golden", service + ".schema");
        Files.createDirectories(file.getParent());
        Files.writeString(file, found);
        assertThat(found)
                .as("%s, compiled by %s; what was found is in %s", service, how, file)
                .isEqualTo(Files.readString(GOLDEN.resolve(service + ".schema")));
    }

    private static String describe(ServiceCodec codec) {
        StringBuilder text = new StringBuilder();
        for (MethodDescriptor method : codec.service().methods()) {
            text.append("%s %s %016x%n%s%n"
                    .formatted(
                            codec.service(),
                            method.signature(),
                            codec.digest(method.index()),
                            codec.schema(method.index()))
                    .replace(System.lineSeparator(), "\n"));
        }
        return text.toString();
    }

    /** Defines classes that a compiler made in this test. */
    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> bytes;

        Classes(Map<String, byte[]> bytes) {
            super(Classes.class.getClassLoader());
            this.bytes = bytes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] found = bytes.get(name);
            if (found == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, found, 0, found.length);
        }
    }
}
