package io.volant.rpc.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The tests on the page about tests pass. */
@Timeout(60)
final class TestingPageTest {
    @TempDir
    Path directory;

    @Test
    void theTestsOfThePageCompileAndPass() throws Exception {
        List<String> blocks = JavaBlocks.of("docs/testing.md");
        assertThat(JavaBlocks.compile("GreeterTest.java", blocks.get(0), directory))
                .isEmpty();
        assertThat(JavaBlocks.compile("PartitionTest.java", blocks.get(1), directory))
                .isEmpty();
        assertThat(JavaBlocks.compile("TillTest.java", blocks.get(3), directory))
                .isEmpty();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            SummaryGeneratingListener passed = new SummaryGeneratingListener();
            LauncherFactory.create(LauncherConfig.builder()
                            .enableTestExecutionListenerAutoRegistration(false)
                            .enableLauncherSessionListenerAutoRegistration(false)
                            .build())
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(
                                            selectClass(loader.loadClass("GreeterTest")),
                                            selectClass(loader.loadClass("PartitionTest")),
                                            selectClass(loader.loadClass("TillTest")))
                                    .build(),
                            passed);
            StringWriter failures = new StringWriter();
            passed.getSummary().printFailuresTo(new PrintWriter(failures));
            assertThat(passed.getSummary().getTestsSucceededCount())
                    .as("%s", failures)
                    .isEqualTo(5);
            assertThat(passed.getSummary().getTotalFailureCount()).isZero();
        }
    }
}
