package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.PlainSerializer;
import io.volant.rpc.inprocess.InProcessTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RpcServerBuilderTest {
    @RpcService
    interface Nothing {
        void run();
    }

    @RpcService
    interface Faulty {
        Object run();
    }

    private static RpcServerBuilder server() {
        return RpcServer.builder().serializer(new PlainSerializer());
    }

    private static RpcServerBuilder failing(IOException fault) {
        Transport transport = new Transport() {
            @Override
            public CompletableFuture<Connection> connect(Endpoint endpoint, ConnectOptions options) {
                return CompletableFuture.failedFuture(fault);
            }

            @Override
            public Listening listen(String host, int port, ListenOptions options, Acceptor acceptor)
                    throws IOException {
                throw fault;
            }
        };
        return server().transport(transport).port(50051).service(Nothing.class, () -> {});
    }

    @Test
    void saysThatAPortIsInUseOnlyWhenItIs() {
        assertThatThrownBy(() ->
                        failing(new BindException("Address already in use")).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on 127.0.0.1:50051: already in use. Choose another with .port(n),"
                        + " or 0 for a free one.");
        assertThatThrownBy(() -> failing(new BindException("Cannot assign requested address"))
                        .host("::1")
                        .start())
                .hasMessage("cannot listen on [::1]:50051: Cannot assign requested address");
        assertThatThrownBy(() -> failing(new BindException("Permission denied")).start())
                .hasMessage("cannot listen on 127.0.0.1:50051: Permission denied");
        assertThatThrownBy(() -> failing(new UnknownHostException("nowhere.invalid"))
                        .host("nowhere.invalid")
                        .start())
                .hasMessage("cannot listen on nowhere.invalid:50051: unknown host");
    }

    @Test
    void aServerHasAService() {
        assertThatThrownBy(() -> server().transport(new InProcessTransport()).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no service: offer at least one with service(type, implementation)");
    }

    @Test
    void reportsTheMistakesOfAnInterface() {
        assertThatThrownBy(() -> server().transport(new InProcessTransport())
                        .service(Faulty.class, Object::new)
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        Faulty.class.getName()
                                + " has 1 mistake:\n  run(): result: Object is open; name a type or list the types with @OneOf({…})");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> server().port(-1)).hasMessage("port: -1 (expected: 0..65535)");
        assertThatThrownBy(() -> server().port(65_536)).hasMessage("port: 65536 (expected: 0..65535)");
        assertThatThrownBy(() -> server().workers(0)).hasMessage("workers: 0 (expected: > 0)");
        assertThatThrownBy(() -> server().workersQueue(-1)).hasMessage("workersQueue: -1 (expected: >= 0)");
        assertThatThrownBy(() -> server().host(" "))
                .hasMessage("host: \" \" (expected: a host name, an IP address, or unix:PATH)");
        assertThatThrownBy(() -> server().host("unix:/tmp/a")
                        .port(80)
                        .service(Nothing.class, () -> {})
                        .transport(new InProcessTransport())
                        .build())
                .hasMessage("port: 80 with host unix:/tmp/a (expected: none)");
        assertThatThrownBy(() -> server().pingInterval(Duration.ZERO)).hasMessage("pingInterval: PT0S (expected: > 0)");
    }

    @Test
    void servesTheSameInterfaceInTwoVersions() {
        try (RpcServer server = server().transport(new InProcessTransport())
                .service(Nothing.class, () -> {})
                .service(NothingNew.class, () -> {})
                .start()) {
            assertThat(server.port()).isPositive();
        }
    }

    @RpcService(name = "Nothing", version = "2")
    interface NothingNew {
        void run();
    }
}
