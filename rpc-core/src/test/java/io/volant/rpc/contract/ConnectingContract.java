package io.volant.rpc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Serializer;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.Status;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A client that cannot reach its server knows at once and why; one that lost it finds it again on the next call. */
public abstract class ConnectingContract extends TransportContract {
    @RpcService
    interface Counter {
        int next();
    }

    private final AtomicInteger counter = new AtomicInteger();

    private RpcServer serveCounter(int port) {
        return start(server().port(port).service(Counter.class, counter::incrementAndGet));
    }

    @Test
    void portZeroTakesAFreePort() {
        RpcServer one = serveCounter(0);
        RpcServer other = serveCounter(0);

        assertThat(one.port()).isPositive().isNotEqualTo(other.port());
        assertThat(one.address()).isEqualTo("127.0.0.1:" + one.port());
        assertThat(connect(one).stub(Counter.class).next()).isEqualTo(1);
        assertThat(connect(other).stub(Counter.class).next()).isEqualTo(2);
    }

    @Test
    void aUsedPortIsSaidToBeInUse() {
        int port = serveCounter(0).port();

        assertThatThrownBy(() -> serveCounter(port))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(BindException.class)
                .hasMessage("cannot listen on 127.0.0.1:" + port + ": already in use."
                        + " Choose another with .port(n), or 0 for a free one.");
    }

    @Test
    void aRefusedConnectionSaysWhatToDo() {
        RpcServer server = serveCounter(0);
        int port = server.port();
        server.close();

        RpcException thrown = failure(() -> client("localhost:" + port).connect());

        assertThat(thrown.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(thrown.getMessage())
                .matches("UNAVAILABLE: localhost:" + port + " refused the connection \\(1 attempt, \\d+ ms\\)\\."
                        + " Not executed\\.\nIs the server running there\\?"
                        + " When it starts it logs event=server_start address=HOST:PORT\\.");
    }

    @Test
    void aServerThatWentAwayIsFoundAgainOnTheNextCall() {
        RpcServer server = serveCounter(0);
        int port = server.port();
        Counter stub = connect(server).stub(Counter.class);
        assertThat(stub.next()).isEqualTo(1);

        server.close();
        RpcException thrown = failure(stub::next);

        assertThat(thrown.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(thrown.getMessage())
                .matches("UNAVAILABLE: Counter\\.next: localhost:" + port + " refused the connection"
                        + " \\(\\d attempts?, 1\\.\\d s\\)\\. Not executed\\.\n[^\n]+");

        serveCounter(port);
        assertThat(stub.next()).isEqualTo(2);
    }

    @Test
    void aServerThatWasReplacedMeanwhileIsCalledWithoutAnError() {
        RpcServer server = serveCounter(0);
        Counter stub = connect(server).stub(Counter.class);
        assertThat(stub.next()).isEqualTo(1);

        server.close();
        serveCounter(server.port());

        assertThat(stub.next()).isEqualTo(2);
    }

    @Test
    void anotherSerializerIsRefusedAtConnect() {
        RpcServer server = serveCounter(0);
        Serializer renamed = new Renamed(serializer());

        RpcException thrown = failure(() -> client(server).serializer(renamed).connect());

        assertThat(thrown.status()).isEqualTo(Status.FAILED_PRECONDITION);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(thrown.getMessage())
                .contains(renamed.name())
                .contains(serializer().name())
                .contains("localhost:" + server.port());
    }

    @Test
    void theClientOfAClosedServerCanBeClosed() {
        RpcServer server = serveCounter(0);
        RpcClient client = connect(server);
        server.close();

        client.close();

        assertThat(failure(() -> client.stub(Counter.class).next()).outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    private record Renamed(Serializer serializer) implements Serializer {
        @Override
        public String name() {
            return "another/9";
        }

        @Override
        public ServiceCodec compile(ServiceDescriptor service, CodecLimits limits, Mistakes mistakes) {
            return serializer.compile(service, limits, mistakes);
        }
    }
}
