package io.volant.rpc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Acceptor;
import io.volant.rpc.CallOptions;
import io.volant.rpc.CallScope;
import io.volant.rpc.Checksum;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.Compression;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Deadline;
import io.volant.rpc.Endpoint;
import io.volant.rpc.ExportedService;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Listening;
import io.volant.rpc.Metadata;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.RpcService;
import io.volant.rpc.Serializer;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.Ticker;
import io.volant.rpc.Transport;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.WireLimits;
import io.volant.rpc.WireMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One listener and connections to it, with neither client nor server above them: a test makes the calls and answers them. */
final class Lines implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration PING = Duration.ofSeconds(10);

    @RpcService
    interface Line {
        String say(String what);
    }

    /** A call that arrived. */
    record Arrived(Request request, CompletableFuture<Response> answer) {
        void answer(String value) {
            Payload payload = request.methodCodec().encodeResult(value);
            answer.complete(Response.encoded(payload, request.methodCodec(), Metadata.empty()));
        }
    }

    /** The calls that arrived and that no test has taken yet. */
    final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();

    private final VolantRuntime serverRuntime = VolantRuntime.create();
    private final VolantRuntime clientRuntime = VolantRuntime.create();
    private final Transport transport;
    private final Serializer serializer;
    private final Listening listening;

    Lines(Transport transport, Serializer serializer) throws IOException {
        this.transport = transport;
        this.serializer = serializer;
        ListenOptions options = new ListenOptions(
                serverRuntime,
                serializer.name(),
                LONG.multipliedBy(2),
                PING,
                Duration.ZERO,
                WireLimits.defaults(),
                Compression.none(),
                Checksum.AUTO,
                WireMeter.server(Ticker.system()));
        this.listening = transport.listen("127.0.0.1", 0, options, acceptor());
    }

    Listening listening() {
        return listening;
    }

    Connection connect() {
        ConnectOptions options = new ConnectOptions(
                clientRuntime,
                serializer.name(),
                "the contract",
                LONG,
                PING,
                WireLimits.defaults(),
                Compression.none(),
                Checksum.AUTO,
                WireMeter.client(Ticker.system()));
        Endpoint endpoint = new Endpoint("localhost", listening.address().port());
        return Events.get(transport.connect(endpoint, options));
    }

    /** A call that says hello. */
    Request request(Duration timeout) {
        ServiceCodec codec = codec();
        Object[] arguments = {"hello"};
        return Request.outgoing(
                codec.service().methods().get(0),
                codec,
                arguments,
                codec.method(0).encodeArguments(arguments),
                Deadline.after(timeout, clientRuntime.ticker()),
                clientRuntime.ticker().nanoTime(),
                CallOptions.defaults(),
                new CallScope());
    }

    Request request() {
        return request(LONG);
    }

    /** The next call that arrives. */
    Arrived next() throws InterruptedException {
        Arrived call = arrived.poll(20, TimeUnit.SECONDS);
        assertThat(call).as("a call that arrives").isNotNull();
        return call;
    }

    private Acceptor acceptor() {
        ExportedService service = new ExportedService(codec(), request -> {
            Arrived call = new Arrived(request, new CompletableFuture<>());
            arrived.add(call);
            return call.answer();
        });
        return new Acceptor() {
            @Override
            public Optional<ExportedService> service(String name, String version) {
                return name.equals("Line") ? Optional.of(service) : Optional.empty();
            }

            @Override
            public List<String> services() {
                return List.of("Line:1");
            }
        };
    }

    private ServiceCodec codec() {
        Mistakes mistakes = new Mistakes(Line.class);
        ServiceCodec codec =
                serializer.compile(ServiceDescriptor.parse(Line.class, mistakes), CodecLimits.defaults(), mistakes);
        mistakes.throwIfAny();
        return codec;
    }

    @Override
    public void close() {
        listening.close();
        clientRuntime.close();
        serverRuntime.close();
    }
}
