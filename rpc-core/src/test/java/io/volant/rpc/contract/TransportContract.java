package io.volant.rpc.contract;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.Transport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Servers and clients of one test: made here, closed after it, the last one first. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class TransportContract implements UnderTest {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Transport transport;

    @BeforeEach
    final void open() {
        transport = transport();
    }

    @AfterEach
    final void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    final Transport network() {
        return transport;
    }

    /** Closes {@code resource} after the test. */
    final <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    final RpcServerBuilder server() {
        return RpcServer.builder().transport(transport).serializer(serializer());
    }

    /** Closed at once after the test, whatever still runs in it. */
    final RpcServer start(RpcServerBuilder builder) {
        RpcServer server = builder.start();
        closing(server::shutdownNow);
        return server;
    }

    final <T> RpcServer serve(Class<T> type, T implementation) {
        return start(server().service(type, implementation));
    }

    final RpcClientBuilder client(RpcServer server) {
        return client("localhost:" + server.port());
    }

    final RpcClientBuilder client(String address) {
        return newClient().transport(transport).serializer(serializer()).address(address);
    }

    final RpcClient connect(RpcServer server) {
        return closing(client(server).connect());
    }

    /** A stub of a service that has a server and a client of its own. */
    final <T> T stub(Class<T> type, T implementation) {
        return connect(serve(type, implementation)).stub(type);
    }

    /** The failure with which the call ends. */
    static RpcException failure(ThrowingCallable call) {
        RpcException thrown = catchThrowableOfType(RpcException.class, call);
        if (thrown == null) {
            throw new AssertionError("the call succeeded (expected: an RpcException)");
        }
        return thrown;
    }
}
