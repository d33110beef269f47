package io.volant.rpc.benchmarks.profile;

import io.volant.rpc.benchmarks.compare.Contestant;
import io.volant.rpc.benchmarks.load.ComputedWorkload;
import io.volant.rpc.benchmarks.load.FirstError;
import io.volant.rpc.benchmarks.load.LoadSpec;
import io.volant.rpc.benchmarks.load.Usage;
import io.volant.rpc.benchmarks.runner.ClientJvm;
import io.volant.rpc.benchmarks.runner.Placement;
import io.volant.rpc.benchmarks.system.JvmArgs;
import io.volant.rpc.benchmarks.system.ServerJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Server and client of one row, in a JVM each, with small allocation buffers, since each of them shows one object. */
record ProfiledPair(Row row, ServerJvm server, ClientJvm client) implements AutoCloseable {
    private static final List<String> SMALL_BUFFERS = List.of("-XX:-ResizeTLAB", "-XX:TLABSize=128k");

    static ProfiledPair start(Row row, Placement placement) {
        List<String> jvmArgs = new ArrayList<>(JvmArgs.forComparison());
        jvmArgs.addAll(SMALL_BUFFERS);
        ServerJvm server = row.contestant.serve(placement.launcher(), jvmArgs, ComputedWorkload.class.getName());
        try {
            ClientJvm client = row.contestant.connect(server.port(), placement.launcher(), jvmArgs);
            return new ProfiledPair(row, server, client);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Warms up, then records a run. */
    Profile profile(LoadSpec load, Duration warmup, Duration time, Path directory)
            throws IOException, InterruptedException {
        client.begin(load.label(), warmup);
        client.end(warmup);
        FlightRecording onServer = FlightRecording.start(server.pid(), directory);
        FlightRecording onClient = FlightRecording.start(client.pid(), directory);
        ThreadTimes timesBefore = times();
        Usage serverBefore = server.usage();
        Usage clientBefore = client.begin(load.label(), time);
        ClientJvm.End end = client.end(time);
        Usage used = end.usage().minus(clientBefore).plus(server.usage().minus(serverBefore));
        ThreadTimes times = times().minus(timesBefore);
        if (end.result().errors() > 0 && !mayRefuse(load, end.result().firstError())) {
            throw new IllegalStateException(row.column + ": " + end.result().firstError());
        }
        Samples samples = new Samples();
        samples.add(onServer.stop());
        samples.add(onClient.stop());
        return new Profile(row.column, end.result().calls(), times, used.allocatedBytes(), samples);
    }

    /** As in the comparison: what is called at fixed times may be too much for anybody. */
    private boolean mayRefuse(LoadSpec load, String error) {
        boolean tooMuch = load.kind() == LoadSpec.Kind.OPEN || (load.isAsynchronous() && row.contestant.isLimited());
        return tooMuch && !FirstError.isWrongAnswer(error);
    }

    @Override
    public void close() {
        try {
            client.close();
        } finally {
            server.close();
        }
    }

    private ThreadTimes times() throws IOException {
        return ThreadTimes.of(server.pid()).plus(ThreadTimes.of(client.pid()));
    }

    /**
     * What is profiled.
     *
     * @param column in tables
     */
    record Row(String column, Contestant contestant) {}
}
