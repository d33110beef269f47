package io.volant.rpc.transport;

import io.volant.rpc.Acceptor;
import io.volant.rpc.Checksum;
import io.volant.rpc.Compression;
import io.volant.rpc.ExportedService;
import io.volant.rpc.Invoker;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Listening;
import io.volant.rpc.Metadata;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.Ticker;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.WireLimits;
import io.volant.rpc.WireMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A listening transport without the server of core: its one service is an invoker of the test. */
final class TestServer implements AutoCloseable {
    final VolantRuntime runtime;
    final Listening listening;

    private TestServer(VolantRuntime runtime, Listening listening) {
        this.runtime = runtime;
        this.listening = listening;
    }

    /** Settings of a server, with the defaults of core. */
    static final class Setup {
        private WireLimits limits = WireLimits.defaults();
        private Compression compression = Compression.none();
        private Checksum checksum = Checksum.AUTO;
        private Duration pingInterval = Duration.ofSeconds(10);
        private Ticker ticker = Ticker.system();
        private String serializer = TestClient.SERIALIZER.name();
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

        TestServer start(Invoker invoker) {
            VolantRuntime runtime =
                    VolantRuntime.builder().eventLoops(2).ticker(ticker).build();
            ListenOptions options = new ListenOptions(
                    runtime,
                    serializer,
                    Duration.ofSeconds(60),
                    pingInterval,
                    Duration.ZERO,
                    limits,
                    compression,
                    checksum,
                    WireMeter.server(Ticker.system()));
            try {
                return new TestServer(
                        runtime, new NettyTransport().listen("127.0.0.1", 0, options, acceptor(codec, invoker)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Setup with() {
        return new Setup();
    }

    /** A server with the defaults. */
    static TestServer start(Invoker invoker) {
        return with().start(invoker);
    }

    /** Answers every call with its first argument. */
    static CompletableFuture<Response> echo(Request request) {
        return CompletableFuture.completedFuture(answer(request, request.arguments()[0]));
    }

    /** The response with this value, encoded as a server encodes it. */
    static Response answer(Request request, Object value) {
        return Response.encoded(request.methodCodec().encodeResult(value), request.methodCodec(), Metadata.empty());
    }

    int port() {
        return listening.address().port();
    }

    private static Acceptor acceptor(ServiceCodec codec, Invoker invoker) {
        ExportedService exported = new ExportedService(codec, invoker);
        return new Acceptor() {
            @Override
            public Optional<ExportedService> service(String name, String version) {
                boolean same = codec.service().name().equals(name)
                        && codec.service().version().equals(version);
                return same ? Optional.of(exported) : Optional.empty();
            }

            @Override
            public List<String> services() {
                return List.of(codec.service().toString());
            }
        };
    }

    @Override
    public void close() {
        listening.close();
        runtime.close();
    }
}
