package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Sources;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client and a server with a heap of 128 MiB and 64 MiB beside it survive more than fits, with clear refusals. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TightMemoryTest {
    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(Class<?> type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:MaxDirectMemorySize=64m",
                "-cp",
                Sources.classPath(),
                type.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(log(type).toFile()).start();
        started.add(process);
        return process;
    }

    private Path log(Class<?> type) {
        return directory.resolve(type.getSimpleName() + ".log");
    }

    @Test
    void everyCallEndsWithItsAnswerOrAClearRefusal() throws Exception {
        Process server = start(TightServer.class);
        BufferedReader served = server.inputReader();
        String port = String.valueOf(served.readLine());

        Process client = start(TightClient.class, port);
        List<String> told = client.inputReader().lines().toList();

        String log = Files.readString(log(TightClient.class)) + Files.readString(log(TightServer.class));
        assertThat(told).as(log).contains("small all ended", "large all ended", "nothing held");
        assertThat(told).as(log).noneMatch(line -> line.contains("WRONG"));
        assertThat(told).anyMatch(line -> line.startsWith("small OK: "));
        assertThat(told).anyMatch(line -> line.startsWith("small OVERLOADED NOT_SENT: "));
        assertThat(told).anyMatch(line -> line.startsWith("large OK: "));
        assertThat(client.waitFor()).isZero();
        server.getOutputStream().close();
        assertThat(served.readLine()).as(log).startsWith("nothing held");
        assertThat(log).doesNotContain("OutOfMemoryError").doesNotContain("OutOfDirectMemoryError");
    }
}
