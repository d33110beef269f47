package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the frame layer answers to lengths and counts that no heap could hold, in a JVM of 64 MB. */
class WireBombTest {
    /** Four messages begun with 128 KiB each, or a thousand unfinished frames of a few bytes. */
    private static final long MOST = 2 << 20;

    @Test
    void everyBombIsRefusedInWordsAndCostsNextToNothing(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("bombs");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Sources.classPath(),
                        WireBombs.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }

        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines).hasSize(28).allSatisfy(line -> {
            String[] parts = line.split("\t", -1);
            assertThat(parts).as(line).hasSize(3);
            assertThat(Long.parseLong(parts[1])).as(line).isLessThan(MOST);
            assertThat(parts[2]).as(line).isNotEmpty().doesNotContain("null");
        });
    }
}
