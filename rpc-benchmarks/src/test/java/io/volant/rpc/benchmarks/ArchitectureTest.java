package io.volant.rpc.benchmarks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shape of the house: a star of modules around rpc-core, no cycle of packages, one source of time. */
final class ArchitectureTest {
    private static final String SERIALIZATION = "io.volant.rpc.serialization..";
    private static final String TRANSPORT = "io.volant.rpc.transport..";
    private static final String CLUSTER = "io.volant.rpc.cluster..";
    private static final String MICROMETER = "io.volant.rpc.micrometer..";
    private static final String TESTING = "io.volant.rpc.testing..";
    private static final String[] PROGRAMS = {"io.volant.rpc.examples..", "io.volant.rpc.benchmarks.."};

    private static final DescribedPredicate<JavaClass> CORE = resideInAPackage("io.volant.rpc..")
            .and(not(resideInAnyPackage(SERIALIZATION, TRANSPORT, CLUSTER, MICROMETER, TESTING)))
            .and(not(resideInAnyPackage(PROGRAMS)))
            .as("classes of rpc-core");

    private static JavaClasses volant = new ClassFileImporter().importClasses();

    @BeforeAll
    static void readTheClassesOfAllModules() {
        volant = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar")) // a test-jar is not a package of ours
                .withImportOption(location -> !location.contains("/jmh_generated/")) // nor is what JMH writes ours
                .importPackages("io.volant");
    }

    @Test
    void allModulesAreInView() {
        for (String module : List.of(
                "", ".inprocess", ".serialization", ".transport", ".cluster", ".micrometer", ".testing", ".examples")) {
            assertThat(volant.containPackage("io.volant.rpc" + module))
                    .as("io.volant.rpc" + module)
                    .isTrue();
        }
    }

    @Test
    void coreKnowsNoOtherModuleNorItsLibraries() {
        noClasses()
                .that(CORE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(SERIALIZATION, TRANSPORT, CLUSTER, MICROMETER, TESTING)
                        .or(resideInAnyPackage(PROGRAMS))
                        .or(resideInAnyPackage(
                                "io.netty..", "com.esotericsoftware..", "net.jpountz..", "io.micrometer..")))
                .check(volant);
    }

    @Test
    void pointsOfTheStarDoNotKnowOneAnother() {
        for (String point : List.of(SERIALIZATION, TRANSPORT, CLUSTER, MICROMETER, TESTING)) {
            String[] others = Stream.of(SERIALIZATION, TRANSPORT, CLUSTER, MICROMETER, TESTING)
                    .filter(other -> !other.equals(point))
                    .toArray(String[]::new);
            noClasses()
                    .that(resideInAPackage(point))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others).or(resideInAnyPackage(PROGRAMS)))
                    .check(volant);
        }
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(volant);
    }

    @Test
    void onlyTickerReadsTheClockAndNobodySleeps() {
        noClasses()
                .that(not(resideInAnyPackage(PROGRAMS)))
                .and()
                .doNotHaveFullyQualifiedName("io.volant.rpc.Ticker")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(volant);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(volant.getDefaultPackage().getSubpackagesInTree())
                // of what is not on the class path here there are the names alone
                .filteredOn(candidate -> candidate.getClasses().stream().anyMatch(JavaClass::isFullyImported))
                .filteredOn(candidate -> candidate.getName().startsWith("io.volant"))
                .allMatch(candidate -> candidate.isAnnotatedWith(NullMarked.class), "is @NullMarked")
                .extracting(JavaPackage::getName)
                .contains("io.volant.rpc");
    }

    @Test
    void noSourceFileIsLongerThan300Lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("").toAbsolutePath().getParent())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > 300) {
                    tooLong.add(file + " has " + lines + " lines");
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** One slice per package, the root package of rpc-core included. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
