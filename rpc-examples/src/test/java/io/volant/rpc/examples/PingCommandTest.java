package io.volant.rpc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Health;
import io.volant.rpc.RpcServer;
import io.volant.rpc.examples.hello.ExampleService;
import io.volant.rpc.examples.hello.HelloReply;
import io.volant.rpc.testing.VolantExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PingCommandTest {
    @RegisterExtension
    static final VolantExtension volant = VolantExtension.builder()
            .service(ExampleService.class, request -> new HelloReply("Hello"))
            .overTcp()
            .build();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aServerThatServesIsOneLineAndStatusZero() {
        String address = "localhost:" + volant.server(0).port();
        assertThat(run("ping", address)).isZero();
        assertThat(out.toString()).matches(address + ": SERVING, round trip \\d+\\.\\d\\d ms\\R");

        assertThat(run("ping", address, "--service", "ExampleService")).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aServiceThatTheServerDoesNotHaveIsStatusOne() {
        String address = "localhost:" + volant.server(0).port();
        assertThat(run("ping", address, "--service", "Billing")).isEqualTo(1);
        assertThat(out.toString()).startsWith("Billing on " + address + ": UNKNOWN_SERVICE, round");
    }

    @Test
    void aServerThatSaysThatItDoesNotServeIsStatusOne() {
        try (RpcServer server = RpcServer.builder()
                .service(Health.class, service -> Health.State.DRAINING)
                .start()) {
            assertThat(run("ping", "localhost:" + server.port())).isEqualTo(1);
            assertThat(out.toString()).contains(": DRAINING, round trip ");
        }
    }

    @Test
    void noServerIsOneLineAndStatusOne() {
        int closed = volant.server(0).rpc().port(); // behind the line, which goes on to listen
        volant.server(0).stop();

        assertThat(run("ping", "localhost:" + closed)).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .matches("volant ping: UNAVAILABLE: localhost:" + closed
                        + " refused the connection \\(.*\\)\\. Not executed\\.\\R");
    }

    @Test
    void aTimeOutOutOfRangeIsAUsageError() {
        assertThat(run("ping", "localhost:1", "--timeout", "0")).isEqualTo(2);
        assertThat(err.toString()).startsWith("volant ping: --timeout: 0 (expected: 1..60000)");
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
