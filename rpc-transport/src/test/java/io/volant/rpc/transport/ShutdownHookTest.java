package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.contract.Sources;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ShutdownHookTest {
    @TempDir
    Path directory;

    @Test
    void aJvmThatIsToldToEndFinishesTheCallsThatItAccepted() throws Exception {
        Process server = start();
        try (BufferedReader output = server.inputReader();
                RpcClient client = RpcClient.connect("localhost:" + output.readLine())) {
            assertThat(output.readLine()).isEqualTo("SERVING");
            CompletableFuture<String> held = client.stub(Terminable.Held.class).hold();
            assertThat(output.readLine()).isEqualTo("held");

            server.toHandle().destroy(); // SIGTERM; destroy() would close the output that is read here

            assertThat(get(held)).isEqualTo("released");
            assertThat(output.readLine()).isEqualTo("DRAINING");
            assertThat(output.readLine()).isEqualTo("CLOSED");
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Sources.classPath(),
                        Terminable.class.getName())
                .redirectError(directory.resolve("server.log").toFile())
                .start();
    }
}
