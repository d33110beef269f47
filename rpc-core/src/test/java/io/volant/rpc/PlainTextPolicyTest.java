package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.PlainSerializer;
import io.volant.rpc.inprocess.InProcessTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextPolicyTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1"})
    void allowsLoopback(String host) {
        assertThatCode(() -> PlainTextPolicy.check(host, 50051, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5:50051",
        "0.0.0.0, 0.0.0.0:50051",
        "::, [::]:50051",
        "192.0.2.1, 192.0.2.1:50051",
        "2001:db8::1, [2001:db8::1]:50051"
    })
    void refusesWhatLeavesTheMachineTheWildcardIncluded(String host, String shown) {
        assertThatThrownBy(() -> PlainTextPolicy.check(host, 50051, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("refusing plain text on " + shown + ": say .insecure() if the network is trusted.");
        assertThatCode(() -> PlainTextPolicy.check(host, 50051, true)).doesNotThrowAnyException();
    }

    @RpcService
    interface Nothing {
        void run();
    }

    @Test
    void isAskedBeforeAServerBindsAndBeforeAClientConnects() {
        InProcessTransport transport = new InProcessTransport();
        RpcServerBuilder server = RpcServer.builder()
                .transport(transport)
                .serializer(new PlainSerializer())
                .host("0.0.0.0")
                .port(50051)
                .service(Nothing.class, () -> {});
        RpcClientBuilder client = RpcClient.builder()
                .transport(transport)
                .serializer(new PlainSerializer())
                .address("10.0.0.5:50051");

        assertThatThrownBy(server::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("refusing plain text on 0.0.0.0:50051: say .insecure() if the network is trusted.");
        assertThatThrownBy(client::connect)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("refusing plain text on 10.0.0.5:50051: say .insecure() if the network is trusted.");
        try (RpcServer started = server.insecure().start();
                RpcClient connected = client.insecure().connect()) {
            connected.stub(Nothing.class).run();
            assertThat(started.address()).isEqualTo("0.0.0.0:50051");
        }
    }
}
