package io.volant.rpc.benchmarks;

import io.volant.rpc.CallScope;
import io.volant.rpc.ClientStats;
import io.volant.rpc.Deadline;
import io.volant.rpc.ExportedService;
import io.volant.rpc.Interceptor;
import io.volant.rpc.Invoker;
import io.volant.rpc.Layer;
import io.volant.rpc.Metadata;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Payload;
import io.volant.rpc.Peer;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.RpcService;
import io.volant.rpc.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What do stub and dispatcher cost by themselves, with neither codec nor connection, and what do the things around a call add? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StubBenchmark {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Payload BODY = Payload.of(new byte[1]);

    @Param({"0", "1", "5"})
    public int interceptors;

    /** Whether slow calls are looked for, of which there are none: off, on. */
    @Param("off")
    public String slowCall = "";

    private final Ticker ticker = Ticker.system();
    private @Nullable RpcClient client;
    private @Nullable RpcServer server;
    private @Nullable Greeter greeter;
    private @Nullable ExportedService exported;

    @Setup
    public void build() {
        EmptyCodecs codecs = new EmptyCodecs();
        RpcClientBuilder clients = RpcClient.builder().serializer(codecs).routing(dialer -> new AnswerAtOnce());
        LoneServer transport = new LoneServer();
        RpcServerBuilder servers = RpcServer.builder()
                .serializer(codecs)
                .transport(transport)
                .service(Greeter.class, name -> name, where -> where.eventLoop());
        for (int i = 0; i < interceptors; i++) {
            clients.interceptor(Layer.METRICS, new PassOn());
            servers.interceptor(Layer.METRICS, new PassOn());
        }
        if (looksForSlowCalls()) {
            clients.slowCall(TIMEOUT);
            servers.slowCall(TIMEOUT);
        }
        RpcClient opened = clients.connect();
        client = opened;
        greeter = opened.stub(Greeter.class);
        server = servers.start();
        exported = transport.service("Greeter", "1");
    }

    @TearDown
    public void close() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** From the call of the proxy to an invoker that answers at once, and back. */
    @Benchmark
    public String stub() {
        Greeter stub = greeter;
        if (stub == null) {
            throw new IllegalStateException("not built");
        }
        return check(stub.greet(EmptyCodecs.ARGUMENT));
    }

    /** From a request as it came in, through dispatcher and handler, to the response. */
    @Benchmark
    public Response dispatch() {
        ExportedService service = exported;
        if (service == null) {
            throw new IllegalStateException("not built");
        }
        MethodDescriptor method = service.codec().service().methods().get(0);
        long now = ticker.nanoTime();
        Request request = Request.incoming(
                method,
                service.codec(),
                BODY,
                Metadata.empty(),
                new Deadline(now + TIMEOUT.toNanos(), ticker),
                now,
                new CallScope(),
                Peer.NONE);
        Response response = service.invoker().invoke(request).join();
        check(String.valueOf(response.value()));
        return response;
    }

    /** A reading of all that a client has counted and timed. */
    @Benchmark
    public ClientStats stats() {
        RpcClient read = client;
        if (read == null) {
            throw new IllegalStateException("not built");
        }
        return read.stats();
    }

    private boolean looksForSlowCalls() {
        return switch (slowCall) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("slowCall: " + slowCall + " (expected: on or off)");
        };
    }

    private static String check(String answer) {
        if (!answer.equals(EmptyCodecs.ARGUMENT)) {
            throw new IllegalStateException("wrong answer: " + answer);
        }
        return answer;
    }

    /** One method. */
    @RpcService
    public interface Greeter {
        String greet(String name);
    }

    private static final class PassOn implements Interceptor {
        @Override
        public Invoker around(MethodDescriptor method, Invoker next) {
            return request -> next.invoke(request);
        }
    }
}
