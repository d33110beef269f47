package io.volant.rpc.transport;

import io.volant.rpc.CallOptions;
import io.volant.rpc.CallScope;
import io.volant.rpc.Checksum;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.Compression;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Deadline;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Metadata;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Serializer;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.Ticker;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.WireLimits;
import io.volant.rpc.WireMeter;
import io.volant.rpc.contract.Events;
import io.volant.rpc.serialization.KryoSerializer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One connection of a client, and calls on it as a stub would make them. */
final class TestClient implements AutoCloseable {
    static final Serializer SERIALIZER = new KryoSerializer();

    final VolantRuntime runtime;
    final Connection connection;
    private final ServiceCodec codec;

    private TestClient(VolantRuntime runtime, Connection connection, ServiceCodec codec) {
        this.runtime = runtime;
        this.connection = connection;
        this.codec = codec;
    }

    /** Settings of a client, with the defaults of core. */
    static final class Setup {
        private WireLimits limits = WireLimits.defaults();
        private Compression compression = Compression.none();
        private Checksum checksum = Checksum.AUTO;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration pingInterval = Duration.ofSeconds(10);
        private Ticker ticker = Ticker.system();
        private String serializer = SERIALIZER.name();
        private ServiceCodec codec = TestClient.codec(Echo.class);

        Setup limits(WireLimits limits) {
            this.limits = limits;
            return this;
        }

        Setup compression(Compression compression) {
            this.compression = compression;
            return this;
        }

        Setup checksum(Checksum checksum) {
            this.checksum = checksum;
            return this;
        }

        Setup connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        Setup pingInterval(Duration pingInterval) {
            this.pingInterval = pingInterval;
            return this;
        }

        Setup ticker(Ticker ticker) {
            this.ticker = ticker;
            return this;
        }

        Setup serializer(String serializer) {
            this.serializer = serializer;
            return this;
        }

        Setup codec(ServiceCodec codec) {
            this.codec = codec;
            return this;
        }

        TestClient connect(String host, int port) {
            VolantRuntime runtime =
                    VolantRuntime.builder().eventLoops(1).ticker(ticker).build();
            ConnectOptions options = new ConnectOptions(
                    runtime,
                    serializer,
                    "test",
                    connectTimeout,
                    pingInterval,
                    limits,
                    compression,
                    checksum,
                    WireMeter.client(Ticker.system()));
            try {
                Connection connection = Events.get(new NettyTransport().connect(new Endpoint(host, port), options));
                return new TestClient(runtime, connection, codec);
            } catch (RuntimeException e) {
                runtime.close();
                throw e;
            }
        }

        TestClient connect(int port) {
            return connect("127.0.0.1", port);
        }
    }

    static Setup with() {
        return new Setup();
    }

    static TestClient connect(int port) {
        return with().connect(port);
    }

    static ServiceCodec codec(Class<?> type) {
        Mistakes mistakes = new Mistakes(type);
        ServiceCodec codec =
                SERIALIZER.compile(ServiceDescriptor.parse(type, mistakes), CodecLimits.defaults(), mistakes);
        mistakes.throwIfAny();
        return codec;
    }

    CompletableFuture<Response> call(String method, Object... arguments) {
        return call(request(method, arguments));
    }

    CompletableFuture<Response> call(Request request) {
        return connection.invokeSafely(request);
    }

    /** The response of a call, waited for. */
    Response answer(String method, Object... arguments) {
        return Events.get(call(method, arguments));
    }

    Request request(String method, Object... arguments) {
        return request(Duration.ofSeconds(30), Metadata.empty(), method, arguments);
    }

    Request request(Duration timeout, Metadata metadata, String method, Object... arguments) {
        return request(codec, timeout, metadata, runtime.ticker(), method, arguments);
    }

    static Request request(
            ServiceCodec codec,
            Duration timeout,
            Metadata metadata,
            Ticker ticker,
            String method,
            Object... arguments) {
        MethodDescriptor descriptor = codec.service().methods().stream()
                .filter(m -> m.name().equals(method))
                .findFirst()
                .orElseThrow();
        return Request.outgoing(
                descriptor,
                codec,
                arguments,
                codec.method(descriptor.index()).encodeArguments(arguments),
                Deadline.after(timeout, ticker),
                ticker.nanoTime(),
                CallOptions.defaults().withMetadata(metadata),
                new CallScope());
    }

    @Override
    public void close() {
        connection.close();
        runtime.close();
    }
}
