package io.volant.rpc.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadmeTest {
    @TempDir
    Path directory;

    @Test
    void theSampleIsOneShortFileThatCompilesAndSaysHello() throws Exception {
        String sample = JavaBlocks.of("README.md").get(0);
        assertThat(sample.lines().count()).isLessThanOrEqualTo(26);
        assertThat(sample).contains(".port(50051)", ".workers(10)");

        String onAFreePort = sample.replace(".port(50051)", ".port(0)");
        assertThat(JavaBlocks.compile("Hello.java", onAFreePort, directory)).isEmpty();
        assertThat(run("Hello")).isEqualTo("Hello, World\n");
    }

    @Test
    void theProgramOfTheClusterPageCallsOneOfItsServers() throws Exception {
        String program = JavaBlocks.of("docs/cluster.md").get(0);
        assertThat(JavaBlocks.compile("ManyServers.java", program, directory)).isEmpty();
        assertThat(run("ManyServers")).matches("Hello, World, from [ab], one of \\S+ and \\S+\n");
    }

    @Test
    void theProgramOfTheBalancingPageTellsTheWeightsOfItsServers() throws Exception {
        String program = JavaBlocks.of("docs/balancing.md").get(0);
        assertThat(JavaBlocks.compile("Weights.java", program, directory)).isEmpty();
        assertThat(run("Weights"))
                .matches("Hello, World\n\\S+ has weight 50\n\\S+ has weight 200\n\\S+ has weight [1-9]\\d*\n");
    }

    private String run(String mainClass) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        directory + File.pathSeparator + System.getProperty("java.class.path"),
                        mainClass)
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
