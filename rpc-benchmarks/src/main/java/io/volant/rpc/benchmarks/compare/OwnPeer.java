package io.volant.rpc.benchmarks.compare;

import io.netty.channel.epoll.Epoll;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcServer;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.WireLimits;
import io.volant.rpc.benchmarks.load.Load;
import io.volant.rpc.benchmarks.load.LoadResult;
import io.volant.rpc.benchmarks.load.LoadSpec;
import io.volant.rpc.benchmarks.load.Loads;
import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.Peer;
import io.volant.rpc.benchmarks.reference.FramedPipelined;
import io.volant.rpc.benchmarks.reference.PlainEcho;
import io.volant.rpc.benchmarks.reference.RawBatch;
import io.volant.rpc.benchmarks.reference.RawSync;
import io.volant.rpc.benchmarks.runner.FramedLoad;
import io.volant.rpc.benchmarks.system.RunningServer;
import java.time.Duration;

/** Volant and the hand-written references, as peers like all others. */
public final class OwnPeer implements Peer {
    private static final Duration START = Duration.ofSeconds(30);
    private static final WireLimits LIMITS = WireLimits.defaults().withMaxMessage(64 << 20);
    private static final int ECHO_BYTES = 32; // about what existUser sends in a frame of R2
    private static final int BULK_BYTES = 1 << 20;
    private static final String DEFAULTS = "nothing is set";
    private static final String REFERENCE =
            "hand-written, one event loop, " + (Epoll.isAvailable() ? "epoll" : "nio") + ", one connection";

    @Override
    public Serving serve(String row, Workload workload) {
        return switch (OwnRow.of(row)) {
            case VOLANT, VOLANT_DRIVEN -> volant(workload, true);
            case VOLANT_POOL -> volant(workload, false);
            case VOLANT_DEFAULTS ->
                new Serving(
                        RpcServer.builder()
                                .service(Workload.class, workload)
                                .start()
                                .port(),
                        DEFAULTS);
            case R1 -> new Serving(RawSync.serve(workload).port(), REFERENCE);
            case R2 -> new Serving(RawBatch.serve(workload).port(), REFERENCE);
            case R3 -> new Serving(FramedPipelined.serve().port(), REFERENCE);
            case NETTY_ECHO -> new Serving(PlainEcho.serve().port(), REFERENCE);
        };
    }

    @Override
    public Connection connect(String row, int port) {
        return switch (OwnRow.of(row)) {
            case VOLANT, VOLANT_POOL -> volant(port, RpcClient.builder(), "");
            case VOLANT_DEFAULTS ->
                Connection.of(RpcClient.connect("127.0.0.1:" + port).stub(Workload.class), DEFAULTS);
            case VOLANT_DRIVEN ->
                volant(
                        port,
                        RpcClient.builder()
                                .runtime(VolantRuntime.builder().callersDrive().build()),
                        ", callersDrive");
            case R1 -> Connection.blocking(RawSync.connect(port), REFERENCE);
            case R2 -> Connection.of(RawBatch.connect(port), REFERENCE);
            case R3 -> new Connection(framed(port), REFERENCE);
            case NETTY_ECHO -> new Connection(echoed(port), REFERENCE);
        };
    }

    private static Connection volant(int port, RpcClientBuilder builder, String how) {
        RpcClient client = builder.address("127.0.0.1:" + port)
                .connectTimeout(START)
                .limits(LIMITS)
                .connect();
        return Connection.of(
                client.stub(Workload.class),
                "one connection, another one for large calls, maxMessage " + LIMITS.maxMessage() + how);
    }

    private static Serving volant(Workload workload, boolean eventLoop) {
        RpcServer server = RpcServer.builder()
                .workersQueue(RunningServer.WORKERS_QUEUE)
                .fixedLimit()
                .limits(LIMITS)
                .service(Workload.class, workload, on -> {
                    if (eventLoop) {
                        on.eventLoop();
                    }
                })
                .start();
        return new Serving(
                server.port(),
                "handlers on the " + (eventLoop ? "event loop" : "worker pool") + ", fixedLimit, workersQueue "
                        + RunningServer.WORKERS_QUEUE + ", maxMessage " + LIMITS.maxMessage());
    }

    private static Loads framed(int port) {
        FramedPipelined client = FramedPipelined.connect(port, Question.emails());
        return spec -> new FramedLoad(client, spec.number());
    }

    private static Loads echoed(int port) {
        PlainEcho client = PlainEcho.connect(port);
        return spec -> echoed(client, spec);
    }

    private static Load echoed(PlainEcho client, LoadSpec spec) {
        int length = spec.kind() == LoadSpec.Kind.ECHO ? BULK_BYTES : ECHO_BYTES;
        return time -> {
            long start = System.nanoTime();
            PlainEcho.Tally tally = client.run(spec.number(), length, time);
            long elapsed = System.nanoTime() - start;
            String firstError = tally.errors() == 0 ? "" : "what came back was not what had been sent";
            return LoadResult.of(tally.calls(), tally.errors(), tally.calls(), elapsed, tally.latencies(), firstError);
        };
    }
}
