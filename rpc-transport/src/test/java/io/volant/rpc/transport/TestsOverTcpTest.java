package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.testing.FaultProxy;
import io.volant.rpc.testing.TestServer;
import io.volant.rpc.testing.VolantExtension;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension for tests over real connections, and its lines. In order, since each test has to find whole what another broke. */
@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TestsOverTcpTest {
    @RegisterExtension
    static final VolantExtension volant = VolantExtension.builder()
            .servicePerServer(Numbered.class, server -> text -> text + " from " + server)
            .servers(2)
            .overTcp()
            .seed(7)
            .build();

    @RpcService
    interface Numbered {
        @RpcMethod(timeout = "20s")
        String echo(String text);
    }

    @Test
    @Order(1)
    void eachServerHasItsLine() {
        for (TestServer server : volant.servers()) {
            String before = server.stub(Numbered.class).echo("hello");
            assertThat(before).isEqualTo("hello from " + volant.servers().indexOf(server));
            assertThat(server.faults().evidence().connections()).isPositive();
            assertThat(server.port()).isEqualTo(server.faults().port());
        }
        assertThat(volant.faults(1).seed()).isEqualTo(8);
    }

    @Test
    @Order(2)
    void aDelayedLineMakesItsServerSlow() {
        Numbered stub = volant.server(0).stub(Numbered.class);
        stub.echo("connected");
        volant.faults(0).delay(Duration.ofMillis(60));

        long start = System.nanoTime();
        assertThat(stub.echo("hello")).isEqualTo("hello from 0");
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(119));
        assertThat(volant.faults(0).evidence().delayed()).isPositive();
    }

    @Test
    @Order(3)
    void aCutLineLeavesACallWithoutAnAnswer() {
        Numbered stub = volant.server(0).stub(Numbered.class);
        stub.echo("connected");
        FaultProxy line = volant.faults(0);
        line.cut();

        Numbered hurried = volant.server(0)
                .client()
                .with(CallOptions.defaults().withTimeout(Duration.ofMillis(300)))
                .stub(Numbered.class);
        assertThatThrownBy(() -> hurried.echo("hello")).isInstanceOfSatisfying(RpcException.class, e -> {
            assertThat(e.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
            assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
        });
        assertThat(line.evidence().lost()).isPositive();
        assertThat(volant.server(1).stub(Numbered.class).echo("hello")).isEqualTo("hello from 1");
    }

    @Test
    @Order(4)
    void theNextTestFindsTheLineWhole() {
        assertThat(volant.server(0).stub(Numbered.class).echo("hello")).isEqualTo("hello from 0");
    }

    @Test
    @Order(5)
    void aServerIsStartedAgainWhereItsClientsLookForIt() {
        TestServer server = volant.server(0);
        Numbered stub = server.stub(Numbered.class);
        stub.echo("connected");
        int port = server.port();

        server.stop();
        assertThatThrownBy(() -> stub.echo("hello")).isInstanceOf(RpcException.class);
        server.start();

        assertThat(server.port()).isEqualTo(port);
        assertThat(server.stub(Numbered.class).echo("hello")).isEqualTo("hello from 0");
    }
}
